package io.tokenledger.pricing.ledger;

import io.tokenledger.contract.Meter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Sums of the meters without a column of their own, by name; always equal to the sum of the entries. */
final class UsageRollupMeters {
    private record MeterKey(UsageRollup.Key key, Meter meter) implements Comparable<MeterKey> {
        private static final Comparator<MeterKey> ORDER =
                Comparator.comparing(MeterKey::key, UsageRollup.Key.ORDER).thenComparing(MeterKey::meter);

        @Override
        public int compareTo(MeterKey other) {
            return ORDER.compare(this, other);
        }
    }

    // Sorted and aggregated as in UsageRollup. Leans on usage_rollup_meter_pkey.
    private static final String UPSERT = """
            INSERT INTO ledger.usage_rollup_meter AS rollup
                (tenant_id, bucket_start, dimension_id, currency, meter, quantity)
            SELECT added.tenant_id, to_timestamp(added.bucket_start), added.dimension_id, added.currency, added.meter,
                added.quantity
            FROM unnest(?::text[], ?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::bigint[])
                AS added (tenant_id, bucket_start, dimension_id, currency, meter, quantity)
            ON CONFLICT (tenant_id, bucket_start, dimension_id, currency, meter) DO UPDATE SET
                quantity = rollup.quantity + excluded.quantity""";

    /** Adds what the entries have of such meters; nearly always nothing, and then nothing is asked. */
    void add(Connection connection, List<EntryRow> entries, ClosedBooks closed) throws SQLException {
        var sums = new TreeMap<MeterKey, Long>();
        for (EntryRow entry : entries) {
            int sign = entry.kind().sign();
            if (sign == 0) {
                continue;
            }
            MeterColumns.others(entry.event().meters())
                    .forEach((meter, quantity) -> sums.merge(
                            new MeterKey(UsageRollup.Key.of(entry, closed), meter), sign * quantity, Math::addExact));
        }
        if (!sums.isEmpty()) {
            upsert(connection, List.copyOf(sums.entrySet()));
        }
    }

    private static void upsert(Connection connection, List<Map.Entry<MeterKey, Long>> rows) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            upsert.setArray(1, connection.createArrayOf("text", keys(rows, UsageRollup.Key::tenant)));
            upsert.setArray(2, connection.createArrayOf("bigint", keys(rows, UsageRollup.Key::bucketStart)));
            upsert.setArray(3, connection.createArrayOf("uuid", keys(rows, UsageRollup.Key::dimensionId)));
            upsert.setArray(4, connection.createArrayOf("text", keys(rows, UsageRollup.Key::currency)));
            upsert.setArray(
                    5,
                    connection.createArrayOf(
                            "text",
                            rows.stream().map(row -> row.getKey().meter().id()).toArray()));
            upsert.setArray(
                    6,
                    connection.createArrayOf(
                            "bigint", rows.stream().map(Map.Entry::getValue).toArray()));
            upsert.executeUpdate();
        }
    }

    private static Object[] keys(List<Map.Entry<MeterKey, Long>> rows, Function<UsageRollup.Key, Object> value) {
        return rows.stream().map(row -> value.apply(row.getKey().key())).toArray();
    }
}
