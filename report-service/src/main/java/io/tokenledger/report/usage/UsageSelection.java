package io.tokenledger.report.usage;

import io.tokenledger.report.period.PeriodParameters;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import java.time.Instant;
import java.util.Currency;
import java.util.List;

/** Reads the question from a request: period, {@code group_by}, {@code filter.<dimension>}, {@code currency}. */
public final class UsageSelection {
    private static final String DEFAULT_CURRENCY = "USD";

    private UsageSelection() {}

    /** The question asked; {@code now} decides what this month is. */
    public static UsageQuery read(QueryParameters parameters, Instant now) {
        return new UsageQuery(
                PeriodParameters.read(parameters, now),
                parameters.list("group_by").stream().map(Dimension::named).toList(),
                filters(parameters),
                currency(parameters));
    }

    /** All {@code filter.<dimension>}. */
    public static List<Filter> filters(QueryParameters parameters) {
        return parameters.startingWith("filter.").entrySet().stream()
                .map(filter -> new Filter(Dimension.named(filter.getKey()), filter.getValue()))
                .toList();
    }

    /** The {@code currency} asked for; dollars where it is not given. */
    public static String currency(QueryParameters parameters) {
        return currency(parameters.single("currency").orElse(DEFAULT_CURRENCY));
    }

    /** Refuses what is no currency. */
    public static String currency(String code) {
        boolean money = Currency.getAvailableCurrencies().stream()
                .anyMatch(currency ->
                        currency.getCurrencyCode().equals(code) && currency.getDefaultFractionDigits() >= 0);
        if (!money) {
            throw ReportError.CURRENCY_INVALID.because("currency " + code + " is not a currency of ISO 4217");
        }
        return code;
    }
}
