package io.tokenledger.report.focus;

import io.tokenledger.contract.Meter;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a meter is told: tokens are priced by the million, all else by the piece.
 *
 * @param skuMeter for people: {@code Cached Input Tokens}
 * @param unit what is counted, in FOCUS' unit format: {@code Tokens}
 * @param pricingUnit what a unit price is of: {@code 1000000 Tokens}
 * @param pricingPlaces by how many decimal places a quantity moves to be in pricing units
 * @param ownColumn where its quantity stands beside; null: it has none
 */
record MeterUnit(
        String skuMeter,
        String unit,
        String pricingUnit,
        int pricingPlaces,
        @Nullable FocusColumn ownColumn) {
    private static final int MILLION_PLACES = 6;

    private static final Map<Meter, FocusColumn> OWN_COLUMNS = new HashMap<>();

    static {
        for (Meter meter : Meter.builtIn()) {
            if (meter.side() != Meter.Side.UNITS) {
                String name = "X_" + meter.id().toUpperCase(Locale.ROOT) + "_TOKENS";
                OWN_COLUMNS.put(meter, FocusColumn.valueOf(name));
            }
        }
    }

    /** By the meter's name in prices. */
    static MeterUnit of(String meterId) {
        Meter meter = Meter.of(meterId);
        if (meter.side() != Meter.Side.UNITS) {
            return new MeterUnit(
                    words(meterId) + " Tokens", "Tokens", "1000000 Tokens", MILLION_PLACES, OWN_COLUMNS.get(meter));
        }
        String unit = unitOf(meterId);
        return new MeterUnit(words(meterId), unit, unit, 0, null);
    }

    /** The last word of the meter where that is a plural: {@code ocr_pages} are Pages. */
    private static String unitOf(String meterId) {
        String last = words(meterId.substring(meterId.lastIndexOf('_') + 1));
        return last.endsWith("s") ? last : "Units";
    }

    private static String words(String id) {
        return Arrays.stream(id.split("_"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining(" "));
    }

    /** A quantity of the meter in pricing units, exactly. */
    BigDecimal pricingQuantity(long quantity) {
        return BigDecimal.valueOf(quantity, pricingPlaces);
    }

    /** The price of a pricing unit where one unit of the meter costs that, exactly. */
    BigDecimal unitPrice(BigDecimal perUnit) {
        return perUnit.movePointRight(pricingPlaces);
    }
}
