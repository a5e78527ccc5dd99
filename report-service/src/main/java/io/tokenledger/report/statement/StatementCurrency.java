package io.tokenledger.report.statement;

import io.tokenledger.report.fx.FxRate;
import io.tokenledger.report.money.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * The currency of a statement, and how amounts of the books become amounts in it. Pure.
 *
 * @param code ISO 4217
 * @param rate null: it is the currency of the books
 */
record StatementCurrency(String code, @Nullable Rate rate) {
    /**
     * One rate for the whole statement.
     *
     * @param day of which it is: the last of the period
     * @param book units of the currency of the books for one euro
     * @param own units of this currency for one euro
     */
    record Rate(LocalDate day, FxRate book, FxRate own) {}

    /** Decimal places of the smallest unit: 2 of USD, 0 of JPY, 3 of KWD. */
    int places() {
        return Math.max(0, Currency.getInstance(code).getDefaultFractionDigits());
    }

    /** An amount of the books in this currency, rounded half-even to its smallest unit, once. */
    BigDecimal rounded(BigInteger bookPico) {
        return rate == null
                ? Money.rounded(bookPico, places())
                : Money.rounded(bookPico, rate.own().perEuro(), rate.book().perEuro(), places());
    }
}
