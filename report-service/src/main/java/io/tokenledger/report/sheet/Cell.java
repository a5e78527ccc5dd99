package io.tokenledger.report.sheet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
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

    /** A whole number of things. */
    record Whole(BigInteger value) implements Cell {}

    /** A day. */
    record Day(LocalDate value) implements Cell {}

    /** An amount of money rounded to as many places as the value has, and shown with all of them. */
    record Rounded(BigDecimal value) implements Cell {}

    /**
     * What a spreadsheet computes from other cells.
     *
     * @param expression as a spreadsheet writes it in English, without the sign of equality; made by the program alone
     * @param value what comes out, with as many places as are shown
     */
    record Formula(String expression, BigDecimal value) implements Cell {
        public Formula {
            if (!expression.matches("[A-Za-z0-9 !$'(),.:+*\"/-]+")) {
                throw new IllegalArgumentException("not a formula of ours: " + expression);
            }
        }
    }

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

    /** Null: nothing. */
    static Cell rounded(@Nullable String places) {
        return places == null ? EMPTY : new Rounded(new BigDecimal(places));
    }

    static Cell number(BigDecimal value) {
        return new Quantity(value);
    }
}
