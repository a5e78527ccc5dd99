package io.tokenledger.demo;

import io.tokenledger.sample.SampleTotals;
import java.util.List;

/**
 * What the sample says must be in the books, beside what is there.
 *
 * @param sent counted while the records were made
 * @param states what report-service says became of them
 * @param usage what the ledger holds of the whole period
 */
record Verdict(SampleTotals sent, IntakeStates states, Chargeback.Line usage) {
    /** Whether the ledger has exactly what was sent. */
    boolean allAsSent() {
        return states.equals(IntakeStates.of(sent))
                && usage.requests() == sent.booked()
                && usage.inputTokens() == sent.inputTokens()
                && usage.cachedInputTokens() == sent.cachedInputTokens()
                && usage.outputTokens() == sent.outputTokens()
                && usage.reasoningTokens() == sent.reasoningTokens();
    }

    /** Both beside each other, and what differs. */
    TextTable table() {
        var table = new TextTable(List.of("what became of the records", "sent", "in the books", ""));
        row(table, "priced, booked once", sent.priced(), states.priced());
        row(table, "unpriced, booked and waiting for a price", sent.unpriced(), states.unpriced());
        row(table, "duplicates, not booked again", sent.duplicates(), states.duplicates());
        row(table, "conflicts, kept: the first one stands", sent.conflicts(), states.conflicts());
        row(table, "rejected, with a reason", sent.rejected(), states.rejected());
        table.rule();
        row(table, "records", sent.records(), states.records());
        row(table, "requests in the ledger", sent.booked(), usage.requests());
        row(table, "input tokens", sent.inputTokens(), usage.inputTokens());
        row(table, "  of them cached", sent.cachedInputTokens(), usage.cachedInputTokens());
        row(table, "output tokens", sent.outputTokens(), usage.outputTokens());
        row(table, "  of them reasoning", sent.reasoningTokens(), usage.reasoningTokens());
        return table;
    }

    private static void row(TextTable table, String what, long sent, long booked) {
        table.row(what, Figures.count(sent), Figures.count(booked), sent == booked ? "ok" : "DIFFERS");
    }
}
