package io.tokenledger.report.focus;

import java.math.BigDecimal;
import java.time.Instant;

/** What the values of a column are. */
public enum FocusType {
    TEXT(String.class),
    /** Exact; at most {@link #PLACES} decimal places. */
    DECIMAL(BigDecimal.class),
    /** A whole number of units. */
    COUNT(Long.class),
    /** In UTC, to the second. */
    TIME(Instant.class),
    /** A JSON object as text. */
    JSON(String.class);

    /** Digits of a decimal in all. */
    public static final int PRECISION = 38;

    /** Of them after the point. */
    public static final int PLACES = 18;

    private final Class<?> values;

    FocusType(Class<?> values) {
        this.values = values;
    }

    boolean holds(Object value) {
        return values.isInstance(value);
    }
}
