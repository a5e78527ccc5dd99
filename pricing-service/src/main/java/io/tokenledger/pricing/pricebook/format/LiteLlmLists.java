package io.tokenledger.pricing.pricebook.format;

import io.tokenledger.contract.Meter;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Whole price lists from what LiteLLM states of one model. A list of our book stands alone, LiteLLM falls back key by
 * key; so each list is filled with what its code would fall back to:
 *
 * <ul>
 *   <li>a tier with the standard list; reasoning follows the tier's own output price;
 *   <li>a list over a threshold with the tier's list, and in a tier before that with the standard list over it;
 *   <li>a batch with nothing of the standard list but the prices of things that are no tokens: LiteLLM bills all its
 *       input, cached or not, at the batch price, and knows no thresholds there;
 *   <li>a step of {@code tiered_pricing} with those prices too, and with the model's own output price.
 * </ul>
 */
final class LiteLlmLists {
    private static final Set<Meter> INPUT_AND_OUTPUT = Set.of(Meter.INPUT, Meter.OUTPUT);

    private final Map<ListKey, Map<Meter, StatedPrice>> stated;
    private final Set<ListKey> steps;
    private final Map<ListKey, Map<Meter, StatedPrice>> filled = new TreeMap<>();

    private LiteLlmLists(Map<ListKey, Map<Meter, StatedPrice>> stated, Set<ListKey> steps) {
        this.stated = stated;
        this.steps = steps;
    }

    /**
     * @param stated what the model's keys say
     * @param steps the lists that {@code tiered_pricing} states
     */
    static Map<ListKey, Map<Meter, StatedPrice>> filled(
            Map<ListKey, Map<Meter, StatedPrice>> stated, Set<ListKey> steps) {
        var lists = new LiteLlmLists(stated, steps);
        lists.fillAll();
        return lists.filled;
    }

    private void fillAll() {
        Set<Long> thresholds =
                stated.keySet().stream().map(ListKey::over).collect(Collectors.toCollection(TreeSet::new));
        thresholds.remove(0L);
        var tiers = new TreeSet<String>();
        stated.keySet().forEach(list -> tiers.add(list.tier()));
        for (String tier : tiers) {
            Map<Meter, StatedPrice> base = base(tier);
            put(new ListKey(tier, 0), base);
            for (long over : thresholds) {
                over(new ListKey(tier, over), base);
            }
        }
    }

    private void put(ListKey list, Map<Meter, StatedPrice> prices) {
        if (!prices.isEmpty()) {
            filled.put(list, prices);
        }
    }

    private Map<Meter, StatedPrice> stated(String tier, long over) {
        return stated.getOrDefault(new ListKey(tier, over), Map.of());
    }

    private Map<Meter, StatedPrice> base(String tier) {
        var standard = stated(LiteLlmKey.STANDARD, 0);
        var prices = new TreeMap<>(stated(tier, 0));
        if (tier.equals(LiteLlmKey.BATCH)) {
            fill(prices, standard, meter -> INPUT_AND_OUTPUT.contains(meter) || !LiteLlmKey.isToken(meter));
        } else if (!tier.equals(LiteLlmKey.STANDARD)) {
            fill(prices, standard, _ -> true);
        }
        return prices;
    }

    private void over(ListKey list, Map<Meter, StatedPrice> base) {
        var own = stated(list.tier(), list.over());
        var standard = list.tier().equals(LiteLlmKey.BATCH)
                ? Map.<Meter, StatedPrice>of()
                : stated(LiteLlmKey.STANDARD, list.over());
        if (own.isEmpty() && standard.isEmpty()) {
            return;
        }
        var prices = new TreeMap<>(own);
        fill(prices, standard, _ -> true);
        boolean isStep = steps.contains(new ListKey(LiteLlmKey.STANDARD, list.over()));
        fill(prices, base, meter -> !isStep || meter.equals(Meter.OUTPUT) || !LiteLlmKey.isToken(meter));
        put(list, prices);
    }

    /** Reasoning is billed as output: a list with an output price of its own does not take another list's reasoning. */
    private static void fill(Map<Meter, StatedPrice> prices, Map<Meter, StatedPrice> from, Predicate<Meter> meters) {
        boolean hasOutput = prices.containsKey(Meter.OUTPUT);
        from.forEach((meter, price) -> {
            if (meters.test(meter) && !(meter.equals(Meter.REASONING) && hasOutput)) {
                prices.putIfAbsent(meter, price);
            }
        });
    }

    /** The standard lists with their token prices multiplied, as the lists of a tier. */
    static Map<ListKey, Map<Meter, StatedPrice>> multiplied(
            Map<ListKey, Map<Meter, StatedPrice>> filled, String tier, BigDecimal factor) {
        var lists = new LinkedHashMap<ListKey, Map<Meter, StatedPrice>>();
        filled.forEach((list, prices) -> {
            if (list.tier().equals(LiteLlmKey.STANDARD)) {
                var multiplied = new TreeMap<Meter, StatedPrice>();
                prices.forEach((meter, price) ->
                        multiplied.put(meter, LiteLlmKey.isToken(meter) ? price.times(factor, tier) : price));
                lists.put(new ListKey(tier, list.over()), multiplied);
            }
        });
        return lists;
    }

    /** Whether a list that the file states has no price above zero: free, or not known. */
    static boolean statesOnlyZeros(Collection<StatedPrice> prices) {
        return !prices.isEmpty() && prices.stream().allMatch(StatedPrice::isZero);
    }
}
