package io.tokenledger.pricing.pricebook;

import io.tokenledger.contract.Meter;
import java.math.BigDecimal;

/** The price columns of the native CSV: which meter they price, and per how many units, as vendors print their prices. */
enum RateColumn {
    INPUT("input", Meter.INPUT, 1_000_000),
    CACHED_INPUT("cached_input", Meter.CACHED_INPUT, 1_000_000),
    CACHE_WRITE("cache_write", Meter.CACHE_WRITE, 1_000_000),
    CACHE_WRITE_1H("cache_write_1h", Meter.CACHE_WRITE_1H, 1_000_000),
    OUTPUT("output", Meter.OUTPUT, 1_000_000),
    REASONING("reasoning", Meter.REASONING, 1_000_000),
    AUDIO_INPUT("audio_input", Meter.AUDIO_INPUT, 1_000_000),
    AUDIO_OUTPUT("audio_output", Meter.AUDIO_OUTPUT, 1_000_000),
    IMAGE_INPUT("image_input", Meter.IMAGE_INPUT, 1_000_000),
    WEB_SEARCH("web_search", Meter.WEB_SEARCHES, 1_000),
    REQUEST("request", Meter.REQUESTS, 1);

    private static final BigDecimal PICO = BigDecimal.ONE.scaleByPowerOfTen(12);
    private static final BigDecimal MOST_PER_TOKEN = BigDecimal.ONE;
    private static final BigDecimal MOST_PER_UNIT = BigDecimal.valueOf(1_000);

    private final String column;
    private final Meter meter;
    private final BigDecimal unitsPerPrice;

    RateColumn(String column, Meter meter, long unitsPerPrice) {
        this.column = column;
        this.meter = meter;
        this.unitsPerPrice = BigDecimal.valueOf(unitsPerPrice);
    }

    String column() {
        return column;
    }

    Meter meter() {
        return meter;
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
        return meter.side() == Meter.Side.UNITS ? MOST_PER_UNIT : MOST_PER_TOKEN;
    }

    boolean isAbsurd(BigDecimal price) {
        return picoPerUnit(price).compareTo(mostPerUnit().multiply(PICO)) > 0;
    }
}
