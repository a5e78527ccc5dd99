package io.tokenledger.pricing.pricebook.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What LiteLLM states of a model as a factor: an uplift of its token prices in a region, or a tier whose token prices are
 * so many times the standard ones ({@code provider_specific_entry: {"us": 1.1, "fast": 6.0}}).
 */
final class LiteLlmFactors {
    private static final Pattern UPLIFT =
            Pattern.compile("regional_processing_uplift_multiplier_(?<region>[a-z0-9_-]+)");
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z0-9]+)*");
    private static final String BY_NAME = "provider_specific_entry";
    private static final String FAST = "fast";
    private static final BigDecimal MOST_TIMES = BigDecimal.TEN;
    private static final int MILLIONTHS = 6;

    private final String key;
    private final NotUnderstoodKeys notUnderstood;
    private final Map<String, Long> upliftMillionths = new TreeMap<>();
    private final Map<String, BigDecimal> byTier = new TreeMap<>();

    LiteLlmFactors(String key, NotUnderstoodKeys notUnderstood) {
        this.key = key;
        this.notUnderstood = notUnderstood;
    }

    /** Uplifts by region. */
    Map<String, Long> upliftMillionths() {
        return upliftMillionths;
    }

    /** Factors by the tier that they make of the standard one. */
    Map<String, BigDecimal> byTier() {
        return byTier;
    }

    /** Reads a key, and says whether it is one that states factors. */
    boolean read(String name, JsonNode value) {
        Matcher uplift = UPLIFT.matcher(name);
        if (uplift.matches()) {
            readUplift(uplift.group("region"), name, value);
            return true;
        }
        if (name.equals(BY_NAME)) {
            value.properties().forEach(factor -> readNamed(factor.getKey(), factor.getValue()));
            return true;
        }
        return false;
    }

    private void readNamed(String what, JsonNode value) {
        String name = BY_NAME + "." + what;
        if (!value.isNumber()) {
            notUnderstood.add(name, key, LiteLlmProperty.whyLeftOut(what));
        } else if (what.equals(FAST)) {
            readTier(what, name, value.decimalValue());
        } else if (REGION.matcher(what).matches()) {
            readUplift(what, name, value);
        } else {
            notUnderstood.addSuspicious(name, key, "a factor whose meaning is unknown to this reader");
        }
    }

    private void readTier(String tier, String name, BigDecimal factor) {
        if (factor.signum() <= 0 || factor.compareTo(MOST_TIMES) > 0 || factor.scale() > MILLIONTHS) {
            notUnderstood.addSuspicious(name, key, "no factor over 0 and up to " + MOST_TIMES + ", to the millionth");
        } else {
            byTier.put(tier, factor);
        }
    }

    private void readUplift(String region, String name, JsonNode value) {
        BigDecimal factor = value.isNumber() ? value.decimalValue() : BigDecimal.ZERO;
        if (factor.compareTo(BigDecimal.ONE) <= 0
                || factor.compareTo(MOST_TIMES) > 0
                || factor.stripTrailingZeros().scale() > MILLIONTHS) {
            notUnderstood.addSuspicious(name, key, "no uplift over 1 and up to " + MOST_TIMES + ", to the millionth");
        } else {
            upliftMillionths.put(region, factor.movePointRight(MILLIONTHS).longValueExact());
        }
    }
}
