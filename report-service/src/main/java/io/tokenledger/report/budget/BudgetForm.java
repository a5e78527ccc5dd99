package io.tokenledger.report.budget;

import io.tokenledger.report.budget.Budget.Limit;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.money.Money;
import io.tokenledger.report.period.PeriodParameters;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Filter;
import io.tokenledger.report.usage.UsageSelection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Reads a budget from the body of a request. Pure. */
final class BudgetForm {
    private static final String LEAST_AMOUNT = "0.000001";
    private static final String MOST_AMOUNT = "999999999999";

    private BudgetForm() {}

    /** The budget described, under a new id. */
    static Budget read(JsonFields body, UUID id, Instant now) {
        body.onlyOf(
                "name",
                "tenant",
                "scope",
                "period",
                "timezone",
                "amount",
                "currency",
                "tokens",
                "thresholds",
                "forecast_thresholds",
                "channels");
        Budget budget = new Budget(
                id,
                body.storableText("tenant"),
                body.storableText("name"),
                scope(body),
                period(body),
                zone(body),
                limit(body),
                thresholds(body, "thresholds"),
                thresholds(body, "forecast_thresholds"),
                body.texts("channels"),
                now);
        budget.filters(); // refuses a scope that no report could be filtered by
        return budget;
    }

    private static Map<String, List<String>> scope(JsonFields body) {
        Map<String, List<String>> scope = new TreeMap<>();
        JsonFields given = body.object("scope");
        if (given != null) {
            for (String name : given.names()) {
                List<String> values = given.texts(name);
                if (values.isEmpty()) {
                    throw ReportError.FIELD_INVALID.because(given.name(name) + " is empty: it would hold nothing");
                }
                Filter filter = new Filter(Dimension.named(name), values);
                if (filter.dimension() == Dimension.Attribute.TENANT) {
                    throw ReportError.FIELD_INVALID.because(
                            "scope.tenant: whose budget it is stands in 'tenant', and it holds no other");
                }
                scope.put(name, filter.values());
            }
        }
        return scope;
    }

    private static BudgetPeriod period(JsonFields body) {
        String period = body.requiredText("period");
        if (!BudgetPeriod.wireNames().contains(period)) {
            throw ReportError.FIELD_INVALID.because("period is '" + period + "': one of "
                    + String.join(", ", BudgetPeriod.wireNames()) + " is expected");
        }
        return BudgetPeriod.valueOf(period.toUpperCase(Locale.ROOT));
    }

    private static ZoneId zone(JsonFields body) {
        return PeriodParameters.zone(parameters(body, "timezone"));
    }

    private static Limit limit(JsonFields body) {
        BigDecimal amount = body.decimal("amount", LEAST_AMOUNT, MOST_AMOUNT);
        BigDecimal tokens = body.decimal("tokens", "1", MOST_AMOUNT);
        if ((amount == null) == (tokens == null)) {
            throw ReportError.FIELD_INVALID.because("amount and tokens are "
                    + (amount == null ? "both missing" : "both there") + ": a budget is of one of them");
        }
        if (amount != null) {
            String currency = UsageSelection.currency(parameters(body, "currency"));
            return new Limit.Money(amount.movePointRight(Money.EXACT_PLACES).toBigIntegerExact(), currency);
        }
        if (body.has("currency")) {
            throw ReportError.FIELD_INVALID.because("currency belongs to an amount: a budget of tokens has none");
        }
        if (tokens == null || tokens.stripTrailingZeros().scale() > 0) {
            throw ReportError.FIELD_INVALID.because("tokens is " + tokens + ": a whole number is expected");
        }
        return new Limit.Tokens(tokens.longValueExact());
    }

    private static List<String> thresholds(JsonFields body, String field) {
        List<String> thresholds = body.texts(field);
        for (String threshold : thresholds) {
            if (!threshold.matches("\\d{1,3}(\\.\\d{1,6})?") || new BigDecimal(threshold).signum() == 0) {
                throw ReportError.FIELD_INVALID.because(field + "[] is '" + threshold
                        + "': a part of the budget is expected, such as \"0.8\", with at most 6 decimal places");
            }
        }
        return thresholds;
    }

    private static QueryParameters parameters(JsonFields body, String field) {
        String text = body.text(field);
        return new QueryParameters(text == null ? Map.of() : Map.of(field, List.of(text)));
    }
}
