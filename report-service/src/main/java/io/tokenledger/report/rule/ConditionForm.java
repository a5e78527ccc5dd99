package io.tokenledger.report.rule;

import io.tokenledger.report.alert.AlertKind;
import io.tokenledger.report.forecast.Level;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.period.PeriodParameters;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import io.tokenledger.report.rule.Condition.Direction;
import io.tokenledger.report.usage.UsageSelection;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Conditions as JSON, in requests and as they are kept. Pure. */
final class ConditionForm {
    private static final String MOST = "999999999999";
    private static final String MOST_MINUTES = "10080"; // a week
    private static final int QUARTER_HOUR = 15;

    private ConditionForm() {}

    /** What is left out has a default, where there is a sensible one. */
    static Condition read(AlertKind kind, JsonFields fields) {
        return switch (kind) {
            case SPEND_ANOMALY -> spendAnomaly(fields);
            case UNPRICED_SHARE -> unpricedShare(fields);
            case REJECTED_SHARE -> rejectedShare(fields);
            case INGEST_SILENT -> {
                fields.onlyOf("minutes");
                yield new Condition.IngestSilent(whole(fields, "minutes", "1", MOST_MINUTES, null));
            }
            case LEDGER_DRIFT -> {
                fields.onlyOf();
                yield new Condition.LedgerDrift();
            }
            case BUDGET_THRESHOLD, BUDGET_FORECAST, BUDGET_EXHAUSTION ->
                throw ReportError.FIELD_INVALID.because("kind is '" + kind.wireName()
                        + "': what is told of a budget stands in the budget; a rule is one of spend_anomaly,"
                        + " unpriced_share, rejected_share, ledger_drift, ingest_silent");
        };
    }

    private static Condition spendAnomaly(JsonFields fields) {
        fields.onlyOf("sensitivity", "margin", "min_amount", "currency", "direction", "timezone");
        return new Condition.SpendAnomaly(
                choice(fields, "sensitivity", "95", List.of("80", "95")).equals("80")
                        ? Level.EIGHTY
                        : Level.NINETY_FIVE,
                decimal(fields, "margin", "0", "10", "1"),
                decimal(fields, "min_amount", "0", MOST, "0"),
                fields.has("currency") ? UsageSelection.currency(parameters(fields, "currency")) : null,
                Direction.valueOf(
                        choice(fields, "direction", "up", List.of("up", "both")).toUpperCase(Locale.ROOT)),
                PeriodParameters.zone(parameters(fields, "timezone")));
    }

    private static Condition unpricedShare(JsonFields fields) {
        fields.onlyOf("over", "minutes", "min_requests");
        int minutes = whole(fields, "minutes", "15", MOST_MINUTES, "60");
        if (minutes % QUARTER_HOUR != 0) {
            throw ReportError.FIELD_INVALID.because(fields.name("minutes") + " is " + minutes
                    + ": a multiple of 15 is expected, because usage is summed up by quarters of an hour");
        }
        return new Condition.UnpricedShare(
                decimal(fields, "over", "0", "1", null),
                minutes,
                whole(fields, "min_requests", "1", "1000000000", "1"));
    }

    private static Condition rejectedShare(JsonFields fields) {
        fields.onlyOf("over", "hours", "min_events");
        return new Condition.RejectedShare(
                decimal(fields, "over", "0", "1", null),
                whole(fields, "hours", "1", "168", "1"),
                whole(fields, "min_events", "1", "1000000000", "1"));
    }

    /** As {@link #read} takes it. */
    static Map<String, Object> fields(Condition condition) {
        Map<String, Object> fields = new LinkedHashMap<>();
        switch (condition) {
            case Condition.SpendAnomaly anomaly -> {
                fields.put("sensitivity", anomaly.percent());
                fields.put("margin", anomaly.margin().toPlainString());
                fields.put("min_amount", anomaly.minAmount().toPlainString());
                if (anomaly.currency() != null) {
                    fields.put("currency", anomaly.currency());
                }
                fields.put("direction", anomaly.direction().name().toLowerCase(Locale.ROOT));
                fields.put("timezone", anomaly.zone().getId());
            }
            case Condition.UnpricedShare share -> {
                fields.put("over", share.over().toPlainString());
                fields.put("minutes", share.minutes());
                fields.put("min_requests", share.minRequests());
            }
            case Condition.RejectedShare share -> {
                fields.put("over", share.over().toPlainString());
                fields.put("hours", share.hours());
                fields.put("min_events", share.minEvents());
            }
            case Condition.IngestSilent silent -> fields.put("minutes", silent.minutes());
            case Condition.LedgerDrift() -> {}
        }
        return fields;
    }

    private static String choice(JsonFields fields, String name, String otherwise, List<String> known) {
        String text = fields.has(name) ? fields.requiredText(name) : otherwise;
        if (!known.contains(text)) {
            throw ReportError.FIELD_INVALID.because(
                    fields.name(name) + " is '" + text + "': one of " + String.join(", ", known) + " is expected");
        }
        return text;
    }

    private static BigDecimal decimal(
            JsonFields fields, String name, String least, String most, @Nullable String otherwise) {
        BigDecimal given = fields.decimal(name, least, most);
        if (given == null && otherwise == null) {
            throw ReportError.FIELD_MISSING.because(fields.name(name) + " is missing");
        }
        return given == null ? new BigDecimal(otherwise) : given;
    }

    private static int whole(JsonFields fields, String name, String least, String most, @Nullable String otherwise) {
        BigDecimal given = decimal(fields, name, least, most, otherwise);
        if (given.stripTrailingZeros().scale() > 0) {
            throw ReportError.FIELD_INVALID.because(
                    fields.name(name) + " is " + given.toPlainString() + ": a whole number is expected");
        }
        return given.intValueExact();
    }

    private static QueryParameters parameters(JsonFields fields, String name) {
        String text = fields.text(name);
        return new QueryParameters(text == null ? Map.of() : Map.of(name, List.of(text)));
    }
}
