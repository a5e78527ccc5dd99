package io.tokenledger.pricing.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The meters of the profile without a column of their own, by name; always equal to the sum of the entries. */
final class UsageProfileMeters {
    // Sorted and aggregated as in UsageProfile. Leans on usage_profile_meter_pkey.
    private static final String UPSERT =
            """
            INSERT INTO ledger.usage_profile_meter AS sums (%1$s, meter, quantity)
            SELECT %2$s, meter, quantity
            FROM unnest(%3$s, ?::text[], ?::bigint[]) AS added (%1$s, meter, quantity)
            ON CONFLICT (%1$s, meter) DO UPDATE SET quantity = sums.quantity + excluded.quantity""".formatted(UsageProfile.KEY, UsageProfile.KEY_VALUES, UsageProfile.KEY_ARRAYS);

    /** Adds what the entries have of such meters; where that is nothing, nothing is asked. */
    void add(Connection connection, List<EntryRow> entries) throws SQLException {
        var rows = new ColumnArrays<>(
                connection,
                new MeterSums<>(UsageProfile.Key.ORDER)
                        .add(entries, UsageProfileMeters::keys)
                        .rows());
        UsageProfile.Key.columns(rows, MeterSums.Row::key);
        MeterSums.columns(rows);
        rows.run(UPSERT);
    }

    private static List<UsageProfile.Key> keys(EntryRow entry) {
        UsageProfile.Key hour = UsageProfile.Key.hour(entry);
        return List.of(hour, hour.day(), hour.month());
    }
}
