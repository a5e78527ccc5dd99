package io.tokenledger.report.statement;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A journal as an answer. Amounts have the places of their currency. */
@Schema(name = "JournalEntries")
public record JournalJson(
        String tenant,
        String period,
        List<EntryJson> entries,

        @Schema(description = "Statements that are only shown: they have no entry")
        List<NotChargedJson> notCharged,

        @Schema(description = "By currency; debit and credit are the same")
        Map<String, SumJson> totals) {

    /** One statement in the general ledger. */
    @Schema(name = "JournalEntry")
    public record EntryJson(
            String statement,
            long number,
            String sha256,
            @Schema(examples = "2026-10-31") String date,
            String costCenter,
            String currency,
            List<LineJson> lines) {}

    /** One side of a booking. */
    @Schema(name = "JournalLine")
    public record LineJson(
            @Schema(examples = "llm-usage") String account,

            @Schema(description = "cost, markup or rounding")
            String text,

            @Schema(examples = "1204.35") String debit,
            @Schema(examples = "0.00") String credit) {}

    /** A statement without an entry. */
    @Schema(name = "NotCharged")
    public record NotChargedJson(String statement, long number, String costCenter, String currency, String amount) {}

    /** Of one currency. */
    @Schema(name = "JournalSum")
    public record SumJson(String debit, String credit) {}

    static JournalJson of(Journal journal) {
        Map<String, SumJson> totals = new TreeMap<>();
        journal.totals()
                .forEach((currency, sum) -> totals.put(
                        currency,
                        new SumJson(sum.debit().toPlainString(), sum.credit().toPlainString())));
        return new JournalJson(
                journal.tenant(),
                journal.period(),
                journal.entries().stream().map(JournalJson::entry).toList(),
                journal.notCharged().stream()
                        .map(left -> new NotChargedJson(
                                left.statement(),
                                left.number(),
                                left.costCenter(),
                                left.currency(),
                                left.amount().toPlainString()))
                        .toList(),
                totals);
    }

    private static EntryJson entry(Journal.Entry entry) {
        return new EntryJson(
                entry.statement(),
                entry.number(),
                entry.sha256(),
                entry.date(),
                entry.costCenter(),
                entry.currency(),
                entry.lines().stream()
                        .map(line -> new LineJson(
                                line.account(),
                                line.text(),
                                line.debit().toPlainString(),
                                line.credit().toPlainString()))
                        .toList());
    }
}
