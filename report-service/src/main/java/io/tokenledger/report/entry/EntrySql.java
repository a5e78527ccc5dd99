package io.tokenledger.report.entry;

import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Filter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A page of entries as SQL. Its text is made of constants; whatever a caller wrote is a bound value.
 *
 * @param values in the order of the question marks
 */
record EntrySql(String text, List<Value> values) {
    /** Something bound to a question mark. */
    sealed interface Value {
        record Text(String text) implements Value {}

        record Whole(long number) implements Value {}

        record Time(Instant instant) implements Value {}

        record Id(UUID id) implements Value {}

        record Texts(List<String> texts) implements Value {}

        record Ids(List<UUID> ids) implements Value {}
    }

    /** The columns of the meters that have one, in the order of meters. */
    static final Map<String, String> COLUMNS = columns();

    private static Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("input", "plain_input_tokens");
        columns.put("cached_input", "cached_input_tokens");
        columns.put("cache_write", "cache_write_tokens");
        columns.put("cache_write_1h", "cache_write_1h_tokens");
        columns.put("audio_input", "audio_input_tokens");
        columns.put("image_input", "image_input_tokens");
        columns.put("output", "plain_output_tokens");
        columns.put("reasoning", "reasoning_tokens");
        columns.put("audio_output", "audio_output_tokens");
        columns.put("requests", "requests");
        columns.put("web_searches", "web_searches");
        return columns;
    }

    /** The next entries after a place, at most so many. */
    static EntrySql page(EntryScope scope, Optional<EntryCursor> after, int rows) {
        EntryQuestion question = scope.question();
        List<Value> values = new ArrayList<>();
        List<String> where = new ArrayList<>(List.of("tenant = ?", "accounted_at >= ?", "accounted_at < ?"));
        Instant from = question.period().from();
        values.add(new Value.Text(question.tenant()));
        values.add(new Value.Time(
                after.map(EntryCursor::accountedAt).filter(from::isBefore).orElse(from)));
        values.add(new Value.Time(question.period().to()));
        after.ifPresent(place -> {
            where.add("(accounted_at, event_key, entry_no) > (?, ?, ?)");
            values.add(new Value.Time(place.accountedAt()));
            values.add(new Value.Id(place.eventKey()));
            values.add(new Value.Whole(place.entryNo()));
        });
        if (scope.selectsOrigins()) {
            where.add("dimension_id = ANY (?)");
            values.add(new Value.Ids(List.copyOf(scope.origins().keySet())));
        }
        question.filters().forEach(filter -> addFilter(filter, where, values));
        scope.occurred().ifPresent(period -> {
            where.add("accounted_late AND occurred_at >= ? AND occurred_at < ?");
            values.add(new Value.Time(period.from()));
            values.add(new Value.Time(period.to()));
        });
        addKinds(question, where, values);
        addStated(question, where, values);
        values.add(new Value.Whole(rows));
        // Leans on usage_entry_pkey, whose order this is, from the cursor on, and on usage_entry_accounted_idx for what
        // is
        // accounted late.
        String text = """
            SELECT accounted_at, accounted_late, occurred_at, event_key, entry_no, entry_kind, dimension_id, source,
                   event_id, user_id, tags::text AS tags, plain_input_tokens, cached_input_tokens, cache_write_tokens,
                   cache_write_1h_tokens, audio_input_tokens, image_input_tokens, plain_output_tokens, reasoning_tokens,
                   audio_output_tokens, requests, web_searches, more_meters::text AS more_meters, currency, cost_pico,
                   unpriced_reason, price_id, book_version, reference, received_at, booked_at, aborted, free_reason,
                   stated_cost_by, stated_cost_pico, text_input_tokens, text_input_provenance, text_output_tokens,
                   text_output_provenance, reasoning_at_most
            FROM ledger.entry_published
            WHERE %s
            ORDER BY accounted_at, event_key, entry_no
            LIMIT ?
            """.formatted(String.join("\n  AND ", where));
        return new EntrySql(text, values);
    }

    private static void addFilter(Filter filter, List<String> where, List<Value> values) {
        if (filter.dimension() instanceof Dimension.Tag(String key)) {
            where.add("coalesce(tags ->> ?, '') = ANY (?)");
            values.add(new Value.Text(key));
            values.add(new Value.Texts(filter.values()));
        } else if (!OriginFilter.isOfOrigin(filter)) {
            where.add("coalesce(user_id, '') = ANY (?)");
            values.add(new Value.Texts(filter.values()));
        }
    }

    /** By a difference, it leans on usage_entry_stated_idx. */
    private static void addStated(EntryQuestion question, List<String> where, List<Value> values) {
        question.statedBy().ifPresent(by -> {
            where.add("stated_cost_by = ?");
            values.add(new Value.Text(by));
        });
        question.minDifferencePico().ifPresent(pico -> {
            where.add("stated_difference_pico IS NOT NULL"
                    + " AND (stated_difference_pico >= ?::numeric OR stated_difference_pico <= ?::numeric)");
            values.add(new Value.Text(pico.toString()));
            values.add(new Value.Text(pico.negate().toString()));
        });
    }

    private static void addKinds(EntryQuestion question, List<String> where, List<Value> values) {
        if (!question.kinds().isEmpty()) {
            where.add("entry_kind = ANY (?)");
            values.add(new Value.Texts(question.kinds()));
        }
        question.lineKind()
                .ifPresent(kind -> where.add(
                        switch (kind) {
                            case USAGE -> "NOT accounted_late AND entry_kind <> 'charge'";
                            case ADJUSTMENT -> "accounted_late AND entry_kind <> 'charge'";
                            case CHARGE -> "entry_kind = 'charge'";
                        }));
        question.meter().ifPresent(meter -> {
            if (COLUMNS.containsKey(meter)) {
                where.add(COLUMNS.get(meter) + " <> 0");
            } else if (meter.equals("correction") || meter.equals("charge")) {
                where.add("entry_kind = ?");
                values.add(new Value.Text(meter));
            } else {
                where.add("jsonb_exists(more_meters, ?)");
                values.add(new Value.Text(meter));
            }
        });
        question.priceId().ifPresent(id -> {
            where.add("price_id = ?");
            values.add(new Value.Whole(id));
        });
        question.reference().ifPresent(reference -> {
            where.add("reference = ?");
            values.add(new Value.Text(reference));
        });
    }
}
