package io.tokenledger.pricing.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Sums per tenant, quarter of an hour, dimension and currency; always equal to the sum of the entries. */
final class UsageRollup {
    private static final long BUCKET_SECONDS = 15 * 60;

    /** A row of the rollup: the quarter of an hour, or the day, by its first second. */
    record Key(String tenant, long bucketStart, UUID dimensionId, String currency) {
        static final Comparator<Key> ORDER = Comparator.comparing(Key::tenant)
                .thenComparingLong(Key::bucketStart)
                .thenComparing(Key::dimensionId)
                .thenComparing(Key::currency);

        static Key of(EntryRow entry, ClosedBooks closed) {
            LedgerEvent event = entry.event();
            Instant accountedAt = closed.accountedAt(event.tenant(), event.occurredAt());
            long second = (accountedAt == null ? event.occurredAt() : accountedAt).getEpochSecond();
            return new Key(
                    event.tenant(),
                    second - Math.floorMod(second, BUCKET_SECONDS),
                    event.dimensionId(),
                    entry.amount().currencyOrNone());
        }

        /** Appends tenant_id, bucket_start, dimension_id and currency of rows. */
        static <R> void columns(ColumnArrays<R> arrays, Function<R, Key> key) throws SQLException {
            arrays.text(row -> key.apply(row).tenant);
            arrays.int8(row -> key.apply(row).bucketStart);
            arrays.uuid(row -> key.apply(row).dimensionId);
            arrays.text(row -> key.apply(row).currency);
        }
    }

    private static final String UPSERT = upsert("ledger.usage_rollup");

    // Keys are aggregated and sorted before: a key twice in one command fails, and unsorted writers deadlock. Leans on
    // the
    // table's primary key.
    static String upsert(String table) {
        return """
            INSERT INTO %4$s AS sums (tenant_id, bucket_start, dimension_id, currency, %1$s)
            SELECT tenant_id, to_timestamp(bucket_start), dimension_id, currency, %1$s
            FROM unnest(?::text[], ?::bigint[], ?::uuid[], ?::text[], %2$s)
                AS added (tenant_id, bucket_start, dimension_id, currency, %1$s)
            ON CONFLICT (tenant_id, bucket_start, dimension_id, currency) DO UPDATE SET %3$s""".formatted(UsageSums.NAMES, UsageSums.ARRAYS, UsageSums.ADDED, table);
    }

    void add(Connection connection, List<RollupDelta> deltas) throws SQLException {
        var rows = new ColumnArrays<>(connection, deltas);
        Key.columns(rows, RollupDelta::key);
        UsageSums.columns(rows, RollupDelta::sums);
        rows.run(UPSERT);
    }
}
