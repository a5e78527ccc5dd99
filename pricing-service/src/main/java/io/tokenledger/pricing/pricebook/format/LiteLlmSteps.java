package io.tokenledger.pricing.pricebook.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.contract.Meter;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * LiteLLM's {@code tiered_pricing}: steps by the input tokens of a request, {@code start < tokens <= end}, of which one
 * prices the whole request.
 */
final class LiteLlmSteps {
    private static final String NAME = "tiered_pricing";
    private static final String RANGE = "range";

    private final String key;
    private final String mode;
    private final NotUnderstoodKeys notUnderstood;

    LiteLlmSteps(String key, String mode, NotUnderstoodKeys notUnderstood) {
        this.key = key;
        this.mode = mode;
        this.notUnderstood = notUnderstood;
    }

    /** The prices by the threshold that they are over. */
    Map<Long, Map<Meter, StatedPrice>> read(JsonNode steps) throws UnusableModelException {
        var byThreshold = new TreeMap<Long, Map<Meter, StatedPrice>>();
        for (JsonNode step : steps) {
            if (step.has(RANGE)) {
                Long start = JsonNumber.count(step.path(RANGE).get(0));
                if (start == null || byThreshold.put(start, prices(step)) != null) {
                    throw new UnusableModelException(
                            NAME + " has a range without a start of its own: " + step.get(RANGE));
                }
            } else {
                step.fieldNames()
                        .forEachRemaining(name -> notUnderstood.addSuspicious(
                                NAME + "." + name, key, "a price by something else than the tokens of the input"));
            }
        }
        if (!byThreshold.isEmpty() && !byThreshold.containsKey(0L)) {
            throw new UnusableModelException(NAME + " does not begin at 0 tokens");
        }
        return byThreshold;
    }

    private Map<Meter, StatedPrice> prices(JsonNode step) throws UnusableModelException {
        var prices = new TreeMap<Meter, StatedPrice>();
        for (var property : step.properties()) {
            String name = property.getKey();
            LiteLlmKey price = LiteLlmKey.of(name, mode);
            if (price != null && price.over() == 0 && price.tier().equals(LiteLlmKey.STANDARD)) {
                BigDecimal number = JsonNumber.of(property.getValue());
                if (number == null) {
                    throw new UnusableModelException(NAME + "." + name + " is no number: " + property.getValue());
                }
                prices.put(price.meter(), new StatedPrice(key + ": " + NAME + "." + name, number, price.units()));
            } else if (!name.equals(RANGE)) {
                notUnderstood.add(NAME + "." + name, key, LiteLlmProperty.whyLeftOut(name));
            }
        }
        return prices;
    }
}
