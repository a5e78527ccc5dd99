package io.tokenledger.pricing.pricebook.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.contract.Meter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One set of prices of a model in genai-prices: a number per key, or a base with tiers, of which the last whose start the
 * input exceeds prices the whole request.
 */
final class GenaiPriceSet {
    private record Tier(long start, StatedPrice price) {}

    private record Tiered(StatedPrice base, List<Tier> tiers) {
        StatedPrice at(long inputTokens) {
            StatedPrice price = base;
            for (Tier tier : tiers) {
                if (inputTokens > tier.start) {
                    price = tier.price;
                }
            }
            return price;
        }
    }

    private final String key;
    private final NotUnderstoodKeys notUnderstood;
    private final Map<Meter, Tiered> byMeter = new TreeMap<>();

    private GenaiPriceSet(String key, NotUnderstoodKeys notUnderstood) {
        this.key = key;
        this.notUnderstood = notUnderstood;
    }

    /** Reads the prices of a model; what has no meter goes to the list. */
    static GenaiPriceSet of(String key, JsonNode prices, NotUnderstoodKeys notUnderstood)
            throws UnusableModelException {
        if (!prices.isObject()) {
            throw new UnusableModelException("its prices are no object with a number per key");
        }
        var set = new GenaiPriceSet(key, notUnderstood);
        for (var price : prices.properties()) {
            set.read(price.getKey(), price.getValue(), prices);
        }
        return set;
    }

    boolean isEmpty() {
        return byMeter.isEmpty();
    }

    /** The thresholds at which a price changes; 0 for the base. */
    SortedSet<Long> thresholds() {
        var thresholds = new TreeSet<Long>(List.of(0L));
        byMeter.values().forEach(price -> price.tiers.forEach(tier -> thresholds.add(tier.start)));
        return thresholds;
    }

    /** The whole list for requests with more input tokens than that. */
    Map<Meter, StatedPrice> over(long threshold) {
        var list = new TreeMap<Meter, StatedPrice>();
        byMeter.forEach((meter, price) -> list.put(meter, price.at(threshold + 1)));
        return list;
    }

    private void read(String name, JsonNode value, JsonNode all) throws UnusableModelException {
        GenaiUnit unit = GenaiUnit.of(name);
        if (unit == null) {
            notUnderstood.addSuspicious(
                    name, key, "a price without a meter; such usage costs what the meter costs that counts it");
        } else if (name.equals(GenaiUnit.WRITE) && all.hasNonNull(GenaiUnit.WRITE_5M)) {
            if (!value.equals(all.get(GenaiUnit.WRITE_5M))) {
                notUnderstood.addSuspicious(name, key, GenaiUnit.WRITE_5M + " says otherwise, and counts");
            }
        } else if (!value.isNull()) {
            byMeter.put(unit.meter(), tiered(name, value, unit));
        }
    }

    private Tiered tiered(String name, JsonNode value, GenaiUnit unit) throws UnusableModelException {
        if (!value.isObject()) {
            return new Tiered(price(name, value, unit), List.of());
        }
        checkKeys(name, value, "base", "tiers");
        var tiers = new ArrayList<Tier>();
        for (JsonNode tier : value.path("tiers")) {
            checkKeys(name + ".tiers", tier, "start", "price");
            Long start = JsonNumber.count(tier.get("start"));
            if (start == null) {
                throw new UnusableModelException(name + " has a tier whose start is no count: " + tier);
            }
            tiers.add(new Tier(start, price(name + " from " + start, tier.path("price"), unit)));
        }
        return new Tiered(price(name, value.path("base"), unit), tiers);
    }

    private void checkKeys(String name, JsonNode value, String... known) {
        value.fieldNames().forEachRemaining(field -> {
            if (!List.of(known).contains(field)) {
                notUnderstood.addSuspicious(name + "." + field, key, "unknown to this reader");
            }
        });
    }

    private StatedPrice price(String name, JsonNode value, GenaiUnit unit) throws UnusableModelException {
        BigDecimal number = value.isNumber() ? value.decimalValue() : null;
        if (number == null) {
            throw new UnusableModelException(name + " is no number: " + value);
        }
        return new StatedPrice(key + ": " + name, number, unit.units());
    }
}
