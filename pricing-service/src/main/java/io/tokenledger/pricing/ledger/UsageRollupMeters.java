package io.tokenledger.pricing.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The meters of the rollup without a column of their own, by name; always equal to the sum of the entries. */
final class UsageRollupMeters {
    // Sorted and aggregated as in UsageRollup. Leans on usage_rollup_meter_pkey.
    private static final String UPSERT = """
            INSERT INTO ledger.usage_rollup_meter AS sums
                (tenant_id, bucket_start, dimension_id, currency, meter, quantity)
            SELECT tenant_id, to_timestamp(bucket_start), dimension_id, currency, meter, quantity
            FROM unnest(?::text[], ?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::bigint[])
                AS added (tenant_id, bucket_start, dimension_id, currency, meter, quantity)
            ON CONFLICT (tenant_id, bucket_start, dimension_id, currency, meter) DO UPDATE SET
                quantity = sums.quantity + excluded.quantity""";

    /** Adds what the entries have of such meters; where that is nothing, nothing is asked. */
    void add(Connection connection, List<EntryRow> entries, ClosedBooks closed) throws SQLException {
        var rows = new ColumnArrays<>(
                connection,
                new MeterSums<>(UsageRollup.Key.ORDER)
                        .add(entries, entry -> List.of(UsageRollup.Key.of(entry, closed)))
                        .rows());
        UsageRollup.Key.columns(rows, MeterSums.Row::key);
        MeterSums.columns(rows);
        rows.run(UPSERT);
    }
}
