package io.tokenledger.pricing.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * The journal that readers follow: what every transaction has added to the rollup, in the same transaction. A repeated
 * transaction has a new number; of the one that failed nothing is left.
 */
final class ChangeJournal {
    private static final int COLUMNS = 15;
    private static final int EXPECTED_BYTES_PER_ROW = 256;

    private static final String COPY = """
            COPY ledger.usage_change (
                tenant_id, change_id, bucket_start, dimension_id, currency, stream, requests, input_tokens,
                output_tokens, reasoning_tokens, cost_pico, unpriced_requests, first_occurred_at, last_occurred_at,
                booked_at)
            FROM STDIN WITH (FORMAT binary)""";

    /** Appends what a transaction has added. Its number is new, so that nobody is waited for. */
    void append(Connection connection, ChangeStream stream, long changeId, List<RollupDelta> deltas, Instant bookedAt)
            throws SQLException {
        var rows = new CopyBuffer(deltas.size() * EXPECTED_BYTES_PER_ROW);
        for (RollupDelta delta : deltas) {
            UsageRollup.Key key = delta.key();
            UsageSums sums = delta.sums();
            rows.row(COLUMNS)
                    .text(key.tenant())
                    .int8(changeId)
                    .timestamptz(Instant.ofEpochSecond(key.bucketStart()))
                    .uuid(key.dimensionId())
                    .text(key.currency())
                    .text(stream.name())
                    .int8(sums.requests())
                    .int8(sums.inputTokens())
                    .int8(sums.outputTokens())
                    .int8(sums.reasoningTokens())
                    .numeric(sums.costPico())
                    .int8(sums.unpricedRequests())
                    .timestamptz(delta.firstOccurredAt())
                    .timestamptz(delta.lastOccurredAt())
                    .timestamptz(bookedAt);
        }
        rows.copy(connection, COPY);
    }
}
