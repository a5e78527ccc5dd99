package io.tokenledger.pricing.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * Sums per hour, day and month of UTC, by the events' own time, the size of one request and what it made use of: from them
 * it can be worked out what another model would have cost. Charges are not usage and not in it. Always equal to the sum
 * of the entries, each of which belongs where its event belongs.
 */
final class UsageProfile {
    private static final int HOUR = 1;
    private static final int DAY = 24;
    /** However long it is. */
    private static final int MONTH = 720;

    /** A row of the profile: the hour, the day or the month by its first second. */
    record Key(
            String tenant,
            int bucketHours,
            long bucketStart,
            UUID dimensionId,
            int sizeClass,
            int capabilities,
            String currency) {
        static final Comparator<Key> ORDER = Comparator.comparing(Key::tenant)
                .thenComparingInt(Key::bucketHours)
                .thenComparingLong(Key::bucketStart)
                .thenComparing(Key::dimensionId)
                .thenComparingInt(Key::sizeClass)
                .thenComparingInt(Key::capabilities)
                .thenComparing(Key::currency);

        static Key hour(EntryRow entry) {
            LedgerEvent event = entry.event();
            return new Key(
                    event.tenant(),
                    HOUR,
                    bucket(event.occurredAt().getEpochSecond(), HOUR),
                    event.dimensionId(),
                    SizeClass.of(event.meters()),
                    event.capabilities(),
                    entry.amount().currencyOrNone());
        }

        Key day() {
            return new Key(tenant, DAY, bucket(bucketStart, DAY), dimensionId, sizeClass, capabilities, currency);
        }

        Key month() {
            long start = OffsetDateTime.ofInstant(Instant.ofEpochSecond(bucketStart), ZoneOffset.UTC)
                    .with(TemporalAdjusters.firstDayOfMonth())
                    .truncatedTo(ChronoUnit.DAYS)
                    .toEpochSecond();
            return new Key(tenant, MONTH, start, dimensionId, sizeClass, capabilities, currency);
        }

        private static long bucket(long second, int hours) {
            return second - Math.floorMod(second, hours * 3_600L);
        }

        /** Appends the columns {@link #KEY} of rows. */
        static <R> void columns(ColumnArrays<R> arrays, Function<R, Key> key) throws SQLException {
            arrays.text(row -> key.apply(row).tenant);
            arrays.int4(row -> key.apply(row).bucketHours);
            arrays.int8(row -> key.apply(row).bucketStart);
            arrays.uuid(row -> key.apply(row).dimensionId);
            arrays.int4(row -> key.apply(row).sizeClass);
            arrays.int4(row -> key.apply(row).capabilities);
            arrays.text(row -> key.apply(row).currency);
        }
    }

    static final String KEY = "tenant_id, bucket_hours, bucket_start, dimension_id, size_class, capabilities, currency";
    /** A parameter for each column of the key. */
    static final String KEY_ARRAYS = "?::text[], ?::int[], ?::bigint[], ?::uuid[], ?::int[], ?::int[], ?::text[]";
    /** The key as the table has it, out of the arrays. */
    static final String KEY_VALUES = "tenant_id, bucket_hours::smallint, to_timestamp(bucket_start), dimension_id,"
            + " size_class, capabilities::smallint, currency";

    // Sorted and aggregated as in UsageRollup; hours, days and months in one command. Leans on usage_profile_pkey.
    private static final String UPSERT = """
            INSERT INTO ledger.usage_profile AS sums (%1$s, %2$s, %3$s)
            SELECT %4$s, %2$s, %3$s
            FROM unnest(%5$s, %6$s, %7$s) AS added (%1$s, %2$s, %3$s)
            ON CONFLICT (%1$s) DO UPDATE SET %8$s, %9$s""".formatted(
                    KEY,
                    UsageSums.NAMES,
                    ProfileCell.NAMES,
                    KEY_VALUES,
                    KEY_ARRAYS,
                    UsageSums.ARRAYS,
                    ProfileCell.ARRAYS,
                    UsageSums.ADDED,
                    ProfileCell.MERGED);

    void add(Connection connection, List<EntryRow> entries) throws SQLException {
        var cells = new HashMap<Key, ProfileCell>();
        for (EntryRow entry : entries) {
            if (entry.kind() != EntryKind.CHARGE) {
                cells.computeIfAbsent(Key.hour(entry), _ -> new ProfileCell()).add(entry);
            }
        }
        for (Map.Entry<Key, ProfileCell> hour : List.copyOf(cells.entrySet())) {
            cells.computeIfAbsent(hour.getKey().day(), _ -> new ProfileCell()).add(hour.getValue());
            cells.computeIfAbsent(hour.getKey().month(), _ -> new ProfileCell()).add(hour.getValue());
        }
        var sorted = new ArrayList<>(cells.entrySet());
        sorted.sort(Map.Entry.comparingByKey(Key.ORDER));
        var rows = new ColumnArrays<>(connection, sorted);
        Key.columns(rows, Map.Entry::getKey);
        ProfileCell.columns(rows, Map.Entry::getValue);
        rows.run(UPSERT);
    }
}
