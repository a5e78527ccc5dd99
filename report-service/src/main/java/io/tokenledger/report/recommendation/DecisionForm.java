package io.tokenledger.report.recommendation;

import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.json.JsonScalars;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.recommendation.Decision.State;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A decision as it was sent. Pure.
 *
 * @param query of which recommendations it is one: those of that period, however little they save
 * @param startsOn null: not said
 */
record DecisionForm(
        RecommendationQuery query,
        String author,
        String reason,
        @Nullable LocalDate startsOn) {
    private static final LocalDate EARLIEST = LocalDate.of(2020, 1, 1);
    private static final int MOST_YEARS_AHEAD = 5;

    static DecisionForm read(JsonFields body, State state, Instant now) {
        if (state == State.ACCEPTED) {
            body.onlyOf("tenant", "author", "reason", "from", "to", "period", "timezone", "currency", "starts_on");
        } else {
            body.onlyOf("tenant", "author", "reason", "from", "to", "period", "timezone", "currency");
        }
        Map<String, List<String>> parameters = new HashMap<>();
        parameters.put("tenant", List.of(Signed.required(body, "tenant")));
        parameters.put("minimum_saving", List.of("0"));
        parameters.put("minimum_percent", List.of("0"));
        for (String field : List.of("from", "to", "period", "timezone", "currency")) {
            String text = body.text(field);
            if (text != null) {
                parameters.put(field, List.of(text));
            }
        }
        return new DecisionForm(
                RecommendationForm.read(RecommendationForm.parameters(parameters), now),
                Signed.required(body, "author"),
                Signed.optional(body, "reason"),
                startsOn(body, now));
    }

    private static @Nullable LocalDate startsOn(JsonFields body, Instant now) {
        String text = body.text("starts_on");
        if (text == null) {
            return null;
        }
        LocalDate date = JsonScalars.date(text);
        LocalDate latest = LocalDate.ofInstant(now, ZoneOffset.UTC).plusYears(MOST_YEARS_AHEAD);
        if (date == null || date.isBefore(EARLIEST) || date.isAfter(latest)) {
            throw ReportError.FIELD_INVALID.because("starts_on is '" + text + "': a date from " + EARLIEST + " to "
                    + latest + ", such as 2026-12-01, is expected");
        }
        return date;
    }
}
