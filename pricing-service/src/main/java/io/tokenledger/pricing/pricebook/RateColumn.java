package io.tokenledger.pricing.pricebook;

import io.tokenledger.contract.Meter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A price column of the native file: which meter it prices, and per how many units, as vendors print their prices. A
 * column {@code meter:<id>} prices one unit of a further meter.
 */
record RateColumn(String column, Meter meter, BigDecimal unitsPerPrice) {
    static final String FURTHER = "meter:";
    static final RateColumn REQUEST = new RateColumn("request", Meter.REQUESTS, 1);

    /** The columns that every file may have, in the order of the documentation. */
    static final List<RateColumn> NAMED = List.of(
            perMillion("input", Meter.INPUT),
            perMillion("cached_input", Meter.CACHED_INPUT),
            perMillion("cache_write", Meter.CACHE_WRITE),
            perMillion("cache_write_1h", Meter.CACHE_WRITE_1H),
            perMillion("output", Meter.OUTPUT),
            perMillion("reasoning", Meter.REASONING),
            perMillion("audio_input", Meter.AUDIO_INPUT),
            perMillion("audio_output", Meter.AUDIO_OUTPUT),
            perMillion("image_input", Meter.IMAGE_INPUT),
            perMillion("image_output", Meter.IMAGE_OUTPUT),
            perMillion("video_input", Meter.VIDEO_INPUT),
            perMillion("video_output", Meter.VIDEO_OUTPUT),
            perMillion("cached_audio_input", Meter.CACHED_AUDIO_INPUT),
            perMillion("cached_image_input", Meter.CACHED_IMAGE_INPUT),
            new RateColumn("web_search", Meter.WEB_SEARCHES, 1_000),
            REQUEST);

    private static final Map<String, RateColumn> BY_NAME =
            NAMED.stream().collect(Collectors.toUnmodifiableMap(RateColumn::column, Function.identity()));
    private static final BigDecimal PICO = BigDecimal.ONE.scaleByPowerOfTen(12);

    private RateColumn(String column, Meter meter, long unitsPerPrice) {
        this(column, meter, BigDecimal.valueOf(unitsPerPrice));
    }

    private static RateColumn perMillion(String column, Meter meter) {
        return new RateColumn(column, meter, 1_000_000);
    }

    /**
     * The price column of that name; null where it is none.
     *
     * @throws IllegalArgumentException where it begins with {@code meter:} and names no further meter
     */
    static @Nullable RateColumn of(String column) {
        if (!column.startsWith(FURTHER)) {
            return BY_NAME.get(column);
        }
        Meter meter = Meter.of(column.substring(FURTHER.length()));
        if (meter.isBuiltIn()) {
            throw new IllegalArgumentException(
                    "meter '" + meter.id() + "' is built in and has a column of its own, without '" + FURTHER + "'");
        }
        return new RateColumn(column, meter, 1);
    }

    /** The price column of that meter. */
    static RateColumn of(Meter meter) {
        return NAMED.stream()
                .filter(column -> column.meter.equals(meter))
                .findFirst()
                .orElseGet(() -> new RateColumn(FURTHER + meter.id(), meter, 1));
    }

    /** Pico per unit, exact, perhaps with a fraction; the units per price are powers of ten. */
    BigDecimal picoPerUnit(BigDecimal price) {
        return price.multiply(PICO).divide(unitsPerPrice);
    }

    /** The price in the unit of the column, as text, of so many pico per unit. */
    String price(BigDecimal picoPerUnit) {
        return picoPerUnit
                .multiply(unitsPerPrice)
                .divide(PICO)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** The dearest unit that is believed: whoever writes more has mistaken the unit. In currency units. */
    BigDecimal mostPerUnit() {
        return BelievablePrice.mostPerUnit(meter);
    }

    boolean isAbsurd(BigDecimal price) {
        return picoPerUnit(price).compareTo(mostPerUnit().multiply(PICO)) > 0;
    }
}
