package io.tokenledger.pricing.pricebook.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.contract.Meter;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one entry of LiteLLM's file states: prices by list and meter, uplifts by region, factors by tier. */
final class LiteLlmModel {
    private static final Map<String, Meter> SEARCHES = Map.of(
            "search_context_size_low", Meter.of("web_searches_low"),
            "search_context_size_medium", Meter.WEB_SEARCHES,
            "search_context_size_high", Meter.of("web_searches_high"));
    private static final String INPUT_SECOND = "input_cost_per_second";
    private static final String OUTPUT_SECOND = "output_cost_per_second";
    private static final String CACHE_HIT = "input_cost_per_token_cache_hit";

    private final String key;
    private final JsonNode entry;
    private final String mode;
    private final boolean inclusive;
    private final NotUnderstoodKeys notUnderstood;

    private final Map<ListKey, Map<Meter, StatedPrice>> stated = new TreeMap<>();
    private final Set<ListKey> steps = new HashSet<>();
    private final LiteLlmFactors factors;

    private LiteLlmModel(String key, JsonNode entry, boolean inclusive, NotUnderstoodKeys notUnderstood) {
        this.key = key;
        this.entry = entry;
        this.mode = entry.path("mode").asText();
        this.inclusive = inclusive;
        this.notUnderstood = notUnderstood;
        this.factors = new LiteLlmFactors(key, notUnderstood);
    }

    /**
     * Reads an entry; what it does not understand goes to the list.
     *
     * @param inclusive whether a threshold holds from its number of tokens on
     */
    static LiteLlmModel of(String key, JsonNode entry, boolean inclusive, NotUnderstoodKeys notUnderstood)
            throws UnusableModelException {
        var model = new LiteLlmModel(key, entry, inclusive, notUnderstood);
        for (var property : entry.properties()) {
            model.read(property.getKey(), property.getValue());
        }
        model.readAlternatives();
        model.readSteps();
        return model;
    }

    boolean hasPrices() {
        return stated.values().stream().anyMatch(prices -> !prices.isEmpty());
    }

    /** Uplifts of its token prices by region, in millionths. */
    Map<String, Long> upliftMillionths() {
        return factors.upliftMillionths();
    }

    /** Its price lists, each of them whole. */
    Map<ListKey, Map<Meter, StatedPrice>> lists() {
        var lists = LiteLlmLists.filled(stated, steps);
        factors.byTier().forEach((tier, factor) -> lists.putAll(LiteLlmLists.multiplied(lists, tier, factor)));
        return lists;
    }

    /**
     * The first list of which the file states zeros only; null: there is none. Web searches are left aside: a chat
     * whose tokens cost nothing is not paid by its searches.
     */
    @Nullable
    ListKey listOfZeros() {
        for (var list : stated.entrySet()) {
            var prices = new HashMap<>(list.getValue());
            prices.keySet().removeAll(SEARCHES.values());
            if (LiteLlmLists.statesOnlyZeros(prices.isEmpty() ? list.getValue().values() : prices.values())) {
                return list.getKey();
            }
        }
        return null;
    }

    private void read(String name, JsonNode value) throws UnusableModelException {
        LiteLlmKey price = LiteLlmKey.of(name, mode);
        if (price != null) {
            if (!isAlternative(name)) {
                state(price, name, value);
            }
        } else if (name.equals("search_context_cost_per_query")) {
            readSearches(value);
        } else if (!factors.read(name, value) && !LiteLlmProperty.USED.contains(name) && !isReadApart(name)) {
            notUnderstood.add(name, key, LiteLlmProperty.whyLeftOut(name));
        }
    }

    private static boolean isReadApart(String name) {
        return name.equals(CACHE_HIT) || name.equals("tiered_pricing");
    }

    private static boolean isAlternative(String name) {
        return name.equals(INPUT_SECOND) || name.equals(OUTPUT_SECOND);
    }

    private void state(LiteLlmKey price, String name, JsonNode value) throws UnusableModelException {
        StatedPrice stated = number(name, value, price.units());
        if (stated != null) {
            Meter meter = price.meter();
            StatedPrice other = list(price.tier(), price.over()).putIfAbsent(meter, stated);
            if (other != null && other.price().compareTo(stated.price()) != 0) {
                notUnderstood.addSuspicious(
                        name, key, "another price of " + meter.id() + " than " + other.where() + ", which counts");
            }
        }
    }

    /** A second heard or computed is stated on the input or the output side: LiteLLM takes the output's unless it is 0. */
    private void readAlternatives() throws UnusableModelException {
        BigDecimal out = JsonNumber.of(entry.get(OUTPUT_SECOND));
        boolean isOnTheInputSide = out != null && out.signum() == 0 && entry.hasNonNull(INPUT_SECOND);
        String first = isOnTheInputSide ? INPUT_SECOND : OUTPUT_SECOND;
        String other = isOnTheInputSide ? OUTPUT_SECOND : INPUT_SECOND;
        readSecond(first);
        BigDecimal number = JsonNumber.of(entry.get(other));
        if (number == null
                || number.signum() != 0
                || !entry.hasNonNull(first)) { // a zero says that it is on the other side
            readSecond(other);
        }
        if (entry.hasNonNull(CACHE_HIT)) {
            state(
                    new LiteLlmKey(Meter.CACHED_INPUT, BigDecimal.ONE, 0, LiteLlmKey.STANDARD),
                    CACHE_HIT,
                    entry.get(CACHE_HIT));
        }
    }

    private void readSecond(String name) throws UnusableModelException {
        LiteLlmKey price = LiteLlmKey.of(name, mode);
        if (price != null && entry.hasNonNull(name)) {
            state(price, name, entry.get(name));
        }
    }

    private Map<Meter, StatedPrice> list(String tier, long over) {
        long above = inclusive && over > 0 ? over - 1 : over;
        return stated.computeIfAbsent(new ListKey(tier, above), _ -> new TreeMap<>());
    }

    private @Nullable StatedPrice number(String name, JsonNode value, BigDecimal units) throws UnusableModelException {
        if (value.isNull()) {
            return null;
        }
        BigDecimal number = JsonNumber.of(value);
        if (number == null) {
            throw new UnusableModelException(name + " is no number: " + value);
        }
        return new StatedPrice(key + ": " + name, number, units);
    }

    private void readSearches(JsonNode bySize) throws UnusableModelException {
        for (var size : bySize.properties()) {
            Meter meter = SEARCHES.get(size.getKey());
            String name = "search_context_cost_per_query." + size.getKey();
            if (meter == null) {
                notUnderstood.addSuspicious(name, key, "a size of search context that is unknown to this reader");
            } else {
                state(new LiteLlmKey(meter, BigDecimal.ONE, 0, LiteLlmKey.STANDARD), name, size.getValue());
            }
        }
    }

    private void readSteps() throws UnusableModelException {
        JsonNode tiered = entry.get("tiered_pricing");
        if (tiered != null && !tiered.isNull()) {
            new LiteLlmSteps(key, mode, notUnderstood).read(tiered).forEach((over, prices) -> {
                var list = list(LiteLlmKey.STANDARD, over);
                prices.forEach((meter, price) -> {
                    StatedPrice other = list.put(meter, price);
                    if (other != null && other.price().compareTo(price.price()) != 0) {
                        notUnderstood.addSuspicious(
                                other.where().substring(key.length() + 2),
                                key,
                                "tiered_pricing says otherwise, and counts");
                    }
                });
                if (over == 0) { // a step stands alone: what it leaves out costs what its input costs
                    list.keySet()
                            .removeIf(meter -> LiteLlmKey.isToken(meter)
                                    && !meter.equals(Meter.OUTPUT)
                                    && !prices.containsKey(meter));
                }
                steps.add(new ListKey(LiteLlmKey.STANDARD, inclusive && over > 0 ? over - 1 : over));
            });
        }
    }
}
