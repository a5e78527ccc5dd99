package io.tokenledger.report.recommendation;

import io.tokenledger.report.period.Period;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import io.tokenledger.report.usage.UsageQuery;
import io.tokenledger.report.usage.UsageSelection;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads which recommendations are asked for. Pure. */
final class RecommendationForm {
    static final int DEFAULT_LIMIT = 50;
    private static final int MOST = 1_000;
    private static final int LARGEST_AMOUNT = 1_000_000_000;

    private RecommendationForm() {}

    /** The parameters, with last month where no period is given. */
    static QueryParameters parameters(Map<String, List<String>> given) {
        Map<String, List<String>> all = new HashMap<>(given);
        if (!all.containsKey("from") && !all.containsKey("to") && !all.containsKey("period")) {
            all.put("period", List.of("last_month"));
        }
        return new QueryParameters(all);
    }

    /** The question asked; {@code now} decides which month was the last one, and which prices count. */
    static RecommendationQuery read(QueryParameters parameters, Instant now) {
        String tenant = tenant(parameters);
        UsageQuery usage = UsageSelection.read(parameters, now);
        if (!usage.groupBy().isEmpty() || !usage.filters().isEmpty()) {
            throw ReportError.PARAMETER_UNKNOWN.because(
                    "group_by and filter.<dimension> do not apply here: recommendations are by app; app= narrows them");
        }
        Period period = usage.period();
        return new RecommendationQuery(
                tenant,
                period,
                parameters.single("app").orElse(null),
                usage.currency(),
                now.truncatedTo(ChronoUnit.SECONDS),
                amount(parameters, "minimum_saving", RecommendationQuery.DEFAULT_SAVING, LARGEST_AMOUNT),
                amount(parameters, "minimum_percent", RecommendationQuery.DEFAULT_PERCENT, 100));
    }

    static String tenant(QueryParameters parameters) {
        return parameters
                .single("tenant")
                .orElseThrow(() -> ReportError.PARAMETER_INVALID.because(
                        "tenant is missing: recommendations are one tenant's own"));
    }

    static int limit(QueryParameters parameters) {
        String limit = parameters.single("limit").orElse(String.valueOf(DEFAULT_LIMIT));
        if (!limit.matches("[1-9]\\d{0,3}") || Integer.parseInt(limit) > MOST) {
            throw ReportError.PARAMETER_INVALID.because("limit " + limit + " is not a whole number from 1 to " + MOST);
        }
        return Integer.parseInt(limit);
    }

    /** Whether dismissed ones are wanted, too. */
    static boolean includesDismissed(QueryParameters parameters) {
        String include = parameters.single("include").orElse("");
        if (!include.isEmpty() && !include.equals("dismissed")) {
            throw ReportError.PARAMETER_INVALID.because("include " + include + " is not dismissed");
        }
        return !include.isEmpty();
    }

    private static BigDecimal amount(QueryParameters parameters, String name, BigDecimal otherwise, int most) {
        String text = parameters.single(name).orElse(otherwise.toPlainString());
        if (!text.matches("\\d{1,10}(\\.\\d{1,6})?") || new BigDecimal(text).compareTo(BigDecimal.valueOf(most)) > 0) {
            throw ReportError.PARAMETER_INVALID.because(
                    name + " " + text + " is not a decimal from 0 to " + most + " with at most 6 decimal places");
        }
        return new BigDecimal(text);
    }
}
