package io.tokenledger.report.rule;

import io.tokenledger.report.alert.Contributor;
import io.tokenledger.report.period.Interval;
import io.tokenledger.report.period.Period;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.UsageQuery;
import io.tokenledger.report.usage.UsageReader;
import io.tokenledger.report.usage.UsageRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How many of the requests of the last minutes have no price. */
@ApplicationScoped
class UnpricedReader {
    private static final String REPORT = "alert-rules";
    private static final int MAX_ROWS = 10_000;
    private static final int SHOWN = 3;
    private static final long QUARTER_HOUR_SECONDS = 900;
    private static final List<Dimension> BY = List.of(Dimension.Attribute.APP, Dimension.Attribute.MODEL);
    private static final List<Dimension> BY_HOUR = List.of(new Dimension.Calendar(Interval.HOUR));
    /** A question names one; here nothing is said of costs. */
    private static final String ANY_CURRENCY = "USD";

    private final UsageReader usage;

    UnpricedReader(UsageReader usage) {
        this.usage = usage;
    }

    /** From the quarter of an hour so many minutes before the running one to the end of that. */
    ShareSeen seen(AlertRule rule, int minutes, Instant now) {
        Instant running =
                Instant.ofEpochSecond(Math.floorDiv(now.getEpochSecond(), QUARTER_HOUR_SECONDS) * QUARTER_HOUR_SECONDS);
        Period window = new Period(
                running.minus(Duration.ofMinutes(minutes)), running.plusSeconds(QUARTER_HOUR_SECONDS), ZoneOffset.UTC);
        List<List<UsageRow>> answers = usage.countTogether(
                REPORT,
                List.of(
                        new UsageQuery(window, BY, rule.filters(), ANY_CURRENCY),
                        new UsageQuery(window, BY_HOUR, rule.filters(), ANY_CURRENCY)),
                MAX_ROWS);
        List<UsageRow> rows = answers.getFirst();
        long bad =
                rows.stream().mapToLong(row -> row.usage().unpricedRequests()).sum();
        long all = rows.stream().mapToLong(row -> row.usage().requests()).sum();
        return new ShareSeen(
                bad, all, window.from(), window.to(), since(answers.getLast(), window), contributors(rows, bad));
    }

    /** The beginning of the first hour that has one without a price; the window's own where that hour began before it. */
    private static @Nullable Instant since(List<UsageRow> byHour, Period window) {
        return byHour.stream()
                .filter(row -> row.usage().unpricedRequests() > 0)
                .map(row -> OffsetDateTime.parse(
                                Objects.requireNonNull(row.group().getFirst()))
                        .toInstant())
                .min(Comparator.naturalOrder())
                .map(hour -> hour.isBefore(window.from()) ? window.from() : hour)
                .orElse(null);
    }

    private static List<Contributor> contributors(List<UsageRow> rows, long bad) {
        return rows.stream()
                .filter(row -> row.usage().unpricedRequests() > 0)
                .sorted(Comparator.comparingLong((UsageRow row) -> row.usage().unpricedRequests())
                        .reversed()
                        .thenComparing(row -> group(row).toString()))
                .limit(SHOWN)
                .map(row -> new Contributor(
                        group(row),
                        String.valueOf(row.usage().unpricedRequests()),
                        "requests",
                        share(row.usage().unpricedRequests(), bad)))
                .toList();
    }

    private static String share(long part, long whole) {
        return BigDecimal.valueOf(part)
                .divide(BigDecimal.valueOf(whole), 4, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    static Map<String, String> group(UsageRow row) {
        Map<String, String> group = new TreeMap<>();
        for (int i = 0; i < BY.size(); i++) {
            @Nullable String value = row.group().get(i);
            group.put(BY.get(i).wireName(), value == null ? "" : value);
        }
        return group;
    }
}
