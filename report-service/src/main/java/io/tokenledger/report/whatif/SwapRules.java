package io.tokenledger.report.whatif;

import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Dimension.Attribute;
import io.tokenledger.report.usage.Filter;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What several swaps of one question must not do. Pure. */
final class SwapRules {
    private static final int MOST_SWAPS = 50;

    private SwapRules() {}

    static void check(List<Swap> swaps) {
        if (swaps.isEmpty() || swaps.size() > MOST_SWAPS) {
            throw ReportError.SWAP_INVALID.because(
                    "swaps has " + swaps.size() + " of them: from 1 to " + MOST_SWAPS + " are answered at once");
        }
        for (int i = 0; i < swaps.size(); i++) {
            if (swaps.get(i).changesNothing() || isItsOwnTarget(swaps.get(i))) {
                throw ReportError.SWAP_INVALID.because(named(i) + " changes nothing: it needs another model, provider,"
                        + " service_tier, reasoning_effort or region in 'to', or another habit (cached_input_share,"
                        + " input_kept, a ratio)");
            }
        }
        refuseSharesOverOne(swaps);
        refuseCircles(swaps, UnaryOperator.identity());
    }

    private static void refuseSharesOverOne(List<Swap> swaps) {
        Map<Set<Filter>, BigDecimal> shares = new HashMap<>();
        for (int i = 0; i < swaps.size(); i++) {
            Set<Filter> from = sorted(swaps.get(i).from());
            BigDecimal sum = shares.merge(from, swaps.get(i).share(), BigDecimal::add);
            if (sum.compareTo(BigDecimal.ONE) > 0) {
                throw ReportError.SWAP_SHARES_OVER_ONE.because("the shares of the swaps of the same usage as "
                        + named(i) + " add up to " + sum.toPlainString() + ", more than 1");
            }
        }
    }

    private static Set<Filter> sorted(List<Filter> filters) {
        Set<Filter> sorted = new HashSet<>();
        filters.forEach(filter -> sorted.add(
                new Filter(filter.dimension(), filter.values().stream().sorted().toList())));
        return sorted;
    }

    /**
     * Every request moves once, by what it was; two swaps that send usage to each other are a mistake of the asker.
     *
     * @param modelNamed the one name of a model that goes by several
     */
    static void refuseCircles(List<Swap> asked, UnaryOperator<String> modelNamed) {
        List<Swap> swaps =
                asked.stream().map(swap -> byOneName(swap, modelNamed)).toList();
        for (int start = 0; start < swaps.size(); start++) {
            Set<Integer> reached = new HashSet<>();
            Deque<Integer> open = new ArrayDeque<>(List.of(start));
            while (!open.isEmpty()) {
                int at = open.pop();
                for (int next : IntStream.range(0, swaps.size()).toArray()) {
                    if (next != at && feeds(swaps.get(at), swaps.get(next)) && reached.add(next)) {
                        open.push(next);
                    }
                }
            }
            if (reached.remove(start)) {
                throw ReportError.SWAP_CYCLE.because(named(start) + " goes in a circle with "
                        + reached.stream().sorted().map(SwapRules::named).collect(Collectors.joining(", "))
                        + ": what one moves away the other would move back");
            }
        }
    }

    private static Swap byOneName(Swap swap, UnaryOperator<String> modelNamed) {
        Target to = swap.to();
        return Swap.everything(
                swap.name(),
                swap.from().stream()
                        .map(filter -> filter.dimension() != Attribute.MODEL
                                ? filter
                                : new Filter(
                                        filter.dimension(),
                                        filter.values().stream().map(modelNamed).toList()))
                        .toList(),
                new Target(
                        to.provider(),
                        to.model() == null ? null : modelNamed.apply(to.model()),
                        to.serviceTier(),
                        to.reasoningEffort(),
                        to.region()));
    }

    /** Whether what the one moves would be matched by the other because it was moved. */
    private static boolean feeds(Swap one, Swap other) {
        boolean becauseItMoved = false;
        for (Filter wanted : other.from()) {
            String target = target(one.to(), wanted.dimension());
            List<String> before = values(one, wanted.dimension());
            if (target != null) {
                if (!wanted.values().contains(target)) {
                    return false;
                }
                becauseItMoved |= before == null || !before.equals(List.of(target));
            } else if (before != null && before.stream().noneMatch(wanted.values()::contains)) {
                return false;
            }
        }
        return becauseItMoved;
    }

    private static boolean isItsOwnTarget(Swap swap) {
        Target to = swap.to();
        boolean habits = !(swap.cachedInput() instanceof CachedInput.AsRecorded)
                || swap.inputKept().compareTo(BigDecimal.ONE) != 0
                || !swap.set().isEmpty();
        return !habits
                && List.of(
                                Attribute.PROVIDER,
                                Attribute.MODEL,
                                Attribute.SERVICE_TIER,
                                Attribute.REASONING_EFFORT,
                                Attribute.REGION)
                        .stream()
                        .allMatch(attribute -> {
                            String target = target(to, attribute);
                            return target == null || List.of(target).equals(values(swap, attribute));
                        });
    }

    private static @Nullable List<String> values(Swap swap, Dimension dimension) {
        return swap.from().stream()
                .filter(filter -> filter.dimension().equals(dimension))
                .map(Filter::values)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String target(Target to, Dimension dimension) {
        if (!(dimension instanceof Attribute attribute)) {
            return null;
        }
        return switch (attribute) {
            case PROVIDER -> to.provider();
            case MODEL -> to.model();
            case SERVICE_TIER -> to.serviceTier();
            case REASONING_EFFORT -> to.reasoningEffort();
            case REGION -> to.region();
            case TENANT, TEAM, PROJECT, APP, ENVIRONMENT, USER -> null;
        };
    }

    private static String named(int index) {
        return "swap " + (index + 1);
    }
}
