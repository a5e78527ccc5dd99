package io.tokenledger.report.sheet;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What stands in one place of a table. */
public sealed interface Cell {
    /** Nothing: not known, or not asked. Never zero. */
    record Empty() implements Cell {}

    /** Words; never taken for a formula. */
    record Text(String text) implements Cell {}

    /** An exact amount of money, in units of the currency that the table tells. */
    record Amount(BigDecimal value) implements Cell {}

    /** Any other exact number. */
    record Quantity(BigDecimal value) implements Cell {}

    Empty EMPTY = new Empty();

    /** Null: nothing. */
    static Cell text(@Nullable String text) {
        return text == null ? EMPTY : new Text(text);
    }

    /** An amount as answers write it; null: nothing. */
    static Cell amount(@Nullable String exact) {
        return exact == null ? EMPTY : new Amount(new BigDecimal(exact));
    }

    /** A number as answers write it; null: nothing. */
    static Cell number(@Nullable String exact) {
        return exact == null ? EMPTY : new Quantity(new BigDecimal(exact));
    }

    static Cell number(BigDecimal value) {
        return new Quantity(value);
    }
}
