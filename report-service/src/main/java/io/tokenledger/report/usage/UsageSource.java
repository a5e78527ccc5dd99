package io.tokenledger.report.usage;

import io.tokenledger.report.usage.PeriodCover.Stretch;
import io.tokenledger.report.usage.UsageSql.Value;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which of the ledger's published views answers. All give the same figures. */
public enum UsageSource {
    /** Sums per day and hour of UTC, and per quarter of an hour where a border divides an hour; every attribute but user. */
    ROLLUPS("bucket_start", ""),
    /** Sums per quarter of an hour alone. */
    QUARTER_HOURS("bucket_start", ""),
    /** Single entries, with everything. */
    ENTRIES("accounted_at", ", user_id, tags");

    private static final String DAY_VIEW = "ledger.usage_by_day";
    private static final String HOUR_VIEW = "ledger.usage_by_hour";
    private static final String QUARTER_HOUR_VIEW = "ledger.usage_by_quarter_hour";
    private static final String ENTRY_VIEW = "ledger.usage_by_entry";

    private static final String COLUMNS = "tenant, team, project, app, environment, provider, model, service_tier,"
            + " reasoning_effort, region, currency, requests, input_tokens, cached_input_tokens, cache_write_tokens,"
            + " output_tokens, reasoning_tokens, cost_pico, unpriced_requests";

    private final String timeColumn;
    private final String furtherColumns;

    UsageSource(String timeColumn, String furtherColumns) {
        this.timeColumn = timeColumn;
        this.furtherColumns = furtherColumns;
    }

    String timeColumn() {
        return timeColumn;
    }

    /** What belongs behind FROM for a question's period; adds what is bound there. */
    String rows(UsageQuery query, List<Value> values) {
        return "(" + selected(query, values) + ") AS used";
    }

    private String selected(UsageQuery query, List<Value> values) {
        List<Stretch> period =
                List.of(new Stretch(query.period().from(), query.period().to()));
        return switch (this) {
            case ENTRIES -> select(ENTRY_VIEW, period, values);
            case QUARTER_HOURS -> select(QUARTER_HOUR_VIEW, period, values);
            case ROLLUPS -> {
                PeriodCover cover = PeriodCover.of(query);
                yield Stream.of(
                                select(DAY_VIEW, cover.days(), values),
                                select(HOUR_VIEW, cover.hours(), values),
                                select(QUARTER_HOUR_VIEW, cover.quarters(), values))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("\n      UNION ALL "));
            }
        };
    }

    /** Empty where there are no stretches. */
    private String select(String view, List<Stretch> stretches, List<Value> values) {
        if (stretches.isEmpty()) {
            return "";
        }
        return "SELECT " + timeColumn + ", " + COLUMNS + furtherColumns + " FROM " + view + " WHERE "
                + within(timeColumn, stretches, values);
    }

    /** The condition that a time lies in one of the stretches; adds what is bound there. */
    static String within(String timeColumn, List<Stretch> stretches, List<Value> values) {
        for (Stretch stretch : stretches) {
            values.add(new Value.Time(stretch.from()));
            values.add(new Value.Time(stretch.to()));
        }
        return stretches.stream()
                .map(_ -> timeColumn + " >= ? AND " + timeColumn + " < ?")
                .collect(Collectors.joining(" OR "));
    }
}
