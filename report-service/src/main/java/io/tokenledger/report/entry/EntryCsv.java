package io.tokenledger.report.entry;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.tokenledger.report.money.Money;
import io.tokenledger.report.sheet.CsvText;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Entries as CSV (RFC 4180), a row at a time. Meters that have no column of their own, and tags, are in one column each, as
 * {@code name=value;name=value}. What is not said, and an unknown cost, are empty.
 */
final class EntryCsv {
    private static final List<String> BEFORE = List.of(
            "accounted_at",
            "accounted_late",
            "occurred_at",
            "source",
            "event_id",
            "entry_no",
            "kind",
            "cost_center",
            "team",
            "project",
            "app",
            "environment",
            "user",
            "tags",
            "provider",
            "model",
            "service_tier",
            "reasoning_effort",
            "region");
    private static final List<String> AFTER = List.of(
            "more_meters",
            "cost",
            "currency",
            "unpriced_reason",
            "price_id",
            "book_version",
            "reference",
            "received_at",
            "booked_at",
            "aborted",
            "free_reason",
            "stated_cost_by",
            "stated_cost",
            "text_input_tokens",
            "text_input_provenance",
            "text_output_tokens",
            "text_output_provenance",
            "reasoning_at_most");

    private final CsvWriter csv;

    /** Begins with the heading. */
    EntryCsv(Writer writer) {
        this.csv = CsvWriter.builder().build(writer);
        List<String> heading = new ArrayList<>(BEFORE);
        heading.addAll(EntrySql.COLUMNS.keySet());
        heading.addAll(AFTER);
        csv.writeRecord(heading);
    }

    void add(Entry entry) {
        List<@Nullable String> row = new ArrayList<>();
        EntryOrigin origin = entry.origin();
        row.add(entry.accountedAt().toString());
        row.add(String.valueOf(entry.accountedLate()));
        row.add(entry.occurredAt().toString());
        row.add(CsvText.harmless(entry.source()));
        row.add(CsvText.harmless(entry.eventId()));
        row.add(String.valueOf(entry.entryNo()));
        row.add(entry.kind());
        row.add(CsvText.harmless(entry.costCenter()));
        row.add(CsvText.harmless(origin.team()));
        row.add(CsvText.harmless(origin.project()));
        row.add(CsvText.harmless(origin.app()));
        row.add(CsvText.harmless(origin.environment()));
        row.add(CsvText.harmless(entry.user()));
        row.add(CsvText.harmless(pairs(entry.tags())));
        row.add(CsvText.harmless(origin.provider()));
        row.add(CsvText.harmless(origin.model()));
        row.add(CsvText.harmless(origin.serviceTier()));
        row.add(CsvText.harmless(origin.reasoningEffort()));
        row.add(CsvText.harmless(origin.region()));
        SortedMap<String, Long> further = new TreeMap<>(entry.meters());
        for (String meter : EntrySql.COLUMNS.keySet()) {
            Long quantity = further.remove(meter);
            row.add(quantity == null ? "0" : quantity.toString());
        }
        row.add(pairs(further));
        row.add(entry.costPico() == null ? null : Money.exact(entry.costPico()));
        row.add(entry.currency());
        row.add(CsvText.harmless(entry.unpricedReason()));
        row.add(text(entry.priceId()));
        row.add(text(entry.bookVersion()));
        row.add(CsvText.harmless(entry.reference()));
        row.add(entry.receivedAt().toString());
        row.add(entry.bookedAt().toString());
        addSaid(row, entry.said());
        csv.writeRecord(row);
    }

    private static void addSaid(List<@Nullable String> row, Said said) {
        row.add(String.valueOf(said.aborted()));
        row.add(said.freeReason());
        row.add(CsvText.harmless(said.statedBy()));
        row.add(said.statedPico() == null ? null : Money.exact(said.statedPico()));
        addText(row, said.textInput());
        addText(row, said.textOutput());
        row.add(text(said.reasoningAtMost()));
    }

    private static void addText(List<@Nullable String> row, Said.@Nullable TextCount count) {
        row.add(count == null ? null : String.valueOf(count.tokens()));
        row.add(count == null ? null : count.provenance());
    }

    /** Hands on what is still held; the writer stays open. */
    void flush() throws IOException {
        csv.flush();
    }

    private static String pairs(Map<String, ?> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue())
                .collect(Collectors.joining(";"));
    }

    private static @Nullable String text(@Nullable Long number) {
        return number == null ? null : number.toString();
    }
}
