package io.tokenledger.report.focus;

import io.tokenledger.report.accounting.AccountingPeriod;
import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.money.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * What all rows of a period share. Costs are in the currency of the books.
 *
 * @param settings of the books
 */
record PeriodRows(AccountingSettings settings, AccountingPeriod period) {
    static final String ADJUSTMENT = "Adjustment";
    static final String CREDIT = "Credit";
    static final String ONE_TIME = "One-Time";
    static final String RECURRING = "Recurring";

    /**
     * A row of the period.
     *
     * @param source which of our charges it is, as in {@code x_ChargeSource}
     * @param provider who is paid for it; of what the tenant charges itself: the tenant
     */
    FocusRow row(String source, String provider, String costCenter) {
        return new FocusRow()
                .text(FocusColumn.BILLING_ACCOUNT_ID, settings.tenant())
                .text(FocusColumn.BILLING_CURRENCY, settings.currency())
                .time(FocusColumn.BILLING_PERIOD_START, period.period().from())
                .time(FocusColumn.BILLING_PERIOD_END, period.period().to())
                .time(FocusColumn.CHARGE_PERIOD_START, period.period().from())
                .time(FocusColumn.CHARGE_PERIOD_END, period.period().to())
                .text(FocusColumn.PROVIDER_NAME, provider)
                .text(FocusColumn.PUBLISHER_NAME, provider)
                .text(FocusColumn.INVOICE_ISSUER_NAME, provider)
                .text(FocusColumn.HOST_PROVIDER_NAME, provider)
                .text(FocusColumn.SERVICE_PROVIDER_NAME, provider)
                .text(FocusColumn.SERVICE_CATEGORY, "AI and Machine Learning")
                .text(FocusColumn.SERVICE_SUBCATEGORY, "Generative AI")
                .text(FocusColumn.SERVICE_NAME, "LLM API")
                .text(FocusColumn.PRICING_CURRENCY, settings.currency())
                .text(FocusColumn.X_CHARGE_SOURCE, source)
                .text(FocusColumn.X_COST_CENTER, costCenter)
                .text(FocusColumn.X_PERIOD_ID, period.id());
    }

    /** A row of what the tenant charges itself in the currency of its books, without a unit price. */
    FocusRow internal(String source, String costCenter, BigInteger bookPico) {
        FocusRow row = row(source, settings.tenant(), costCenter)
                .text(FocusColumn.CHARGE_CATEGORY, ADJUSTMENT)
                .text(FocusColumn.CHARGE_FREQUENCY, RECURRING);
        return withoutUnitPrice(row, bookPico, bookPico);
    }

    /**
     * Puts in a cost that no quantity explains: then all four costs are the same.
     *
     * @param pricedPico the same in the pricing currency
     */
    static FocusRow withoutUnitPrice(FocusRow row, BigInteger bookPico, BigInteger pricedPico) {
        BigDecimal cost = amount(bookPico);
        return row.decimal(FocusColumn.BILLED_COST, cost)
                .decimal(FocusColumn.EFFECTIVE_COST, cost)
                .decimal(FocusColumn.CONTRACTED_COST, cost)
                .decimal(FocusColumn.LIST_COST, cost)
                .decimal(FocusColumn.PRICING_CURRENCY_EFFECTIVE_COST, amount(pricedPico));
    }

    static BigDecimal amount(BigInteger pico) {
        return new BigDecimal(pico, Money.EXACT_PLACES);
    }

    /** Makes it a charge of that day in UTC, as far as the day is in the period. */
    FocusRow onUtcDay(FocusRow row, LocalDate day) {
        return on(row, day, ZoneOffset.UTC);
    }

    /** The same of a day of the books. */
    FocusRow onDay(FocusRow row, LocalDate day) {
        return on(row, day, settings.zone());
    }

    private FocusRow on(FocusRow row, LocalDate day, ZoneId zone) {
        Instant start = day.atStartOfDay(zone).toInstant();
        Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
        Instant from = period.period().from();
        Instant to = period.period().to();
        return row.time(FocusColumn.CHARGE_PERIOD_START, start.isBefore(from) ? from : start)
                .time(FocusColumn.CHARGE_PERIOD_END, end.isAfter(to) ? to : end);
    }
}
