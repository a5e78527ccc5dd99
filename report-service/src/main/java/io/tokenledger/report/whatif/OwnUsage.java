package io.tokenledger.report.whatif;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant's own usage says of how much two models write in the same app. Tokens per request of the one divided by
 * those of the other, by app, weighted by what the source wrote there; the range is ± 1.96 standard errors by leaving out
 * one day after the other (delete-one jackknife). It compares what the two models were given, which need not be alike.
 */
final class OwnUsage {
    /** What one model wrote in one app on one day. */
    record Day(
            String tenant,
            String app,
            String model,
            @Nullable String effort,
            LocalDate day,
            long requests,
            long visibleTokens,
            long reasoningTokens) {}

    /** Who is compared with whom; effort null: any. */
    record Pair(
            String tenant,
            String fromModel,
            @Nullable String fromEffort,
            String toModel,
            @Nullable String toEffort) {}

    /** Requests of each model in an app, at least, before the app counts. */
    static final int FEWEST_REQUESTS = 100;

    /** Days with usage of both, at least, before there is a range. */
    static final int FEWEST_DAYS = 7;

    private static final int PLACES = 4;
    private static final MathContext PRECISE = MathContext.DECIMAL64;
    private static final BigDecimal STANDARD_ERRORS = new BigDecimal("1.96");

    private final Map<List<String>, List<Day>> byTenantAndApp;
    private final Map<Pair, Optional<Estimate>> outputRatios = new HashMap<>();
    private final Map<Pair, Optional<Estimate>> reasoningRatios = new HashMap<>();

    OwnUsage(Collection<Day> days) {
        this.byTenantAndApp = days.stream().collect(Collectors.groupingBy(day -> List.of(day.tenant(), day.app())));
    }

    /** Visible output tokens there for one here; null: there is not enough usage of both. */
    @Nullable
    Estimate outputRatio(Pair pair) {
        return outputRatios
                .computeIfAbsent(pair, _ -> Optional.ofNullable(ratio(pair, Day::visibleTokens)))
                .orElse(null);
    }

    /** Reasoning tokens there for one here; null: there is not enough usage of both. */
    @Nullable
    Estimate reasoningRatio(Pair pair) {
        return reasoningRatios
                .computeIfAbsent(pair, _ -> Optional.ofNullable(ratio(pair, Day::reasoningTokens)))
                .orElse(null);
    }

    /** Sums of both models in one app, without one day. */
    private record Sums(long fromRequests, long fromTokens, long toRequests, long toTokens) {
        static Sums of(List<Day> from, List<Day> to, ToLongFunction<Day> tokens, @Nullable LocalDate without) {
            Predicate<Day> counts = day -> !day.day().equals(without);
            return new Sums(
                    from.stream().filter(counts).mapToLong(Day::requests).sum(),
                    from.stream().filter(counts).mapToLong(tokens).sum(),
                    to.stream().filter(counts).mapToLong(Day::requests).sum(),
                    to.stream().filter(counts).mapToLong(tokens).sum());
        }

        boolean isEnough() {
            return fromRequests >= FEWEST_REQUESTS && toRequests >= FEWEST_REQUESTS && fromTokens > 0;
        }

        /** What the source's tokens would have become: requests of the source × tokens per request of the target. */
        BigDecimal expected() {
            return BigDecimal.valueOf(fromRequests)
                    .multiply(BigDecimal.valueOf(toTokens))
                    .divide(BigDecimal.valueOf(toRequests), PRECISE);
        }
    }

    private record Compared(List<Day> from, List<Day> to) {}

    private @Nullable Estimate ratio(Pair pair, ToLongFunction<Day> tokens) {
        Map<List<String>, Compared> apps = new HashMap<>();
        byTenantAndApp.forEach((key, days) -> {
            var compared = new Compared(
                    of(days, pair.tenant(), pair.fromModel(), pair.fromEffort()),
                    of(days, pair.tenant(), pair.toModel(), pair.toEffort()));
            if (Sums.of(compared.from, compared.to, tokens, null).isEnough()) {
                apps.put(key, compared);
            }
        });
        Set<LocalDate> days = days(apps.values());
        BigDecimal all = ratio(apps.values(), tokens, null);
        if (all == null || days.size() < FEWEST_DAYS) {
            return null;
        }
        BigDecimal error = standardError(apps.values(), tokens, days);
        if (error == null) {
            return null;
        }
        BigDecimal width = error.multiply(STANDARD_ERRORS);
        return new Estimate(
                rounded(all.subtract(width).max(BigDecimal.ZERO)),
                rounded(all),
                rounded(all.add(width)),
                Estimate.Origin.MEASURED,
                source(apps.values(), days.size(), pair));
    }

    private static List<Day> of(List<Day> days, String tenant, String model, @Nullable String effort) {
        return days.stream()
                .filter(day -> day.tenant().equals(tenant)
                        && day.model().equals(model)
                        && (effort == null || effort.equals(day.effort())))
                .toList();
    }

    private static Set<LocalDate> days(Collection<Compared> apps) {
        var from = new HashSet<LocalDate>();
        var to = new HashSet<LocalDate>();
        apps.forEach(app -> {
            app.from.forEach(day -> from.add(day.day()));
            app.to.forEach(day -> to.add(day.day()));
        });
        var both = new TreeSet<>(from);
        both.retainAll(to);
        return both;
    }

    private static @Nullable BigDecimal ratio(
            Collection<Compared> apps, ToLongFunction<Day> tokens, @Nullable LocalDate without) {
        BigDecimal expected = BigDecimal.ZERO;
        BigDecimal written = BigDecimal.ZERO;
        for (Compared app : apps) {
            Sums sums = Sums.of(app.from, app.to, tokens, without);
            if (sums.toRequests() == 0 || sums.fromRequests() == 0) {
                continue;
            }
            expected = expected.add(sums.expected());
            written = written.add(BigDecimal.valueOf(sums.fromTokens()));
        }
        return written.signum() == 0 ? null : expected.divide(written, PRECISE);
    }

    private static @Nullable BigDecimal standardError(
            Collection<Compared> apps, ToLongFunction<Day> tokens, Set<LocalDate> days) {
        var without = days.stream().map(day -> ratio(apps, tokens, day)).toList();
        if (without.contains(null)) {
            return null;
        }
        BigDecimal count = BigDecimal.valueOf(days.size());
        BigDecimal mean = BigDecimal.ZERO;
        for (BigDecimal ratio : without) {
            mean = mean.add(ratio);
        }
        mean = mean.divide(count, PRECISE);
        BigDecimal squares = BigDecimal.ZERO;
        for (BigDecimal ratio : without) {
            squares = squares.add(ratio.subtract(mean).pow(2));
        }
        return squares.multiply(count.subtract(BigDecimal.ONE))
                .divide(count, PRECISE)
                .sqrt(PRECISE);
    }

    private static String source(Collection<Compared> apps, int days, Pair pair) {
        long from = apps.stream()
                .flatMap(app -> app.from.stream())
                .mapToLong(Day::requests)
                .sum();
        long to = apps.stream()
                .flatMap(app -> app.to.stream())
                .mapToLong(Day::requests)
                .sum();
        return "measured in this period: " + to + " requests on " + pair.toModel() + " beside " + from + " on "
                + pair.fromModel() + " in " + apps.size() + (apps.size() == 1 ? " app" : " apps") + " on " + days
                + " days";
    }

    private static BigDecimal rounded(BigDecimal ratio) {
        return ratio.setScale(PLACES, RoundingMode.HALF_EVEN);
    }
}
