package io.tokenledger.pricing.ledger;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/** Sums per tenant, quarter of an hour, dimension and currency; always equal to the sum of the entries. */
final class UsageRollup {
    private static final long BUCKET_SECONDS = 15 * 60;
    private static final int METERS = MeterColumns.OWN.size();

    /** A row of the rollup: the quarter of an hour by its first second. */
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
    }

    private static final class Sums {
        private final long[] quantities = new long[METERS];
        private long unpricedRequests;
        private BigInteger costPico = BigInteger.ZERO;
        private long moreInputTokens;
        private long moreOutputTokens;

        void add(EntryRow entry) {
            for (int i = 0; i < METERS; i++) {
                quantities[i] = Math.addExact(quantities[i], entry.quantity(MeterColumns.OWN.get(i)));
            }
            unpricedRequests = Math.addExact(unpricedRequests, entry.unpricedRequests());
            BigInteger cost = entry.amount().costPicoOrNull();
            if (cost != null) {
                costPico = costPico.add(cost);
            }
            int sign = entry.kind().sign();
            Meters meters = entry.event().meters();
            moreInputTokens =
                    Math.addExact(moreInputTokens, sign * MeterColumns.otherTokens(meters, Meter.Side.INPUT_TOKENS));
            moreOutputTokens =
                    Math.addExact(moreOutputTokens, sign * MeterColumns.otherTokens(meters, Meter.Side.OUTPUT_TOKENS));
        }
    }

    // Keys are aggregated and sorted before: a key twice in one command fails, and unsorted writers deadlock. Leans on
    // usage_rollup_pkey. The meter columns stand in the order of MeterColumns.OWN.
    private static final String UPSERT = """
            INSERT INTO ledger.usage_rollup AS rollup (
                tenant_id, bucket_start, dimension_id, currency,
                plain_input_tokens, cached_input_tokens, cache_write_tokens, cache_write_1h_tokens, audio_input_tokens,
                image_input_tokens, plain_output_tokens, reasoning_tokens, audio_output_tokens, requests, web_searches,
                unpriced_requests, cost_pico, more_input_tokens, more_output_tokens)
            SELECT added.tenant_id, to_timestamp(added.bucket_start), added.dimension_id, added.currency,
                added.m0, added.m1, added.m2, added.m3, added.m4, added.m5, added.m6, added.m7, added.m8, added.m9,
                added.m10, added.unpriced_requests, added.cost_pico, added.more_input_tokens, added.more_output_tokens
            FROM unnest(?::text[], ?::bigint[], ?::uuid[], ?::text[],
                    ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                    ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::numeric[],
                    ?::bigint[], ?::bigint[])
                AS added (tenant_id, bucket_start, dimension_id, currency, m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10,
                    unpriced_requests, cost_pico, more_input_tokens, more_output_tokens)
            ON CONFLICT (tenant_id, bucket_start, dimension_id, currency) DO UPDATE SET
                plain_input_tokens = rollup.plain_input_tokens + excluded.plain_input_tokens,
                cached_input_tokens = rollup.cached_input_tokens + excluded.cached_input_tokens,
                cache_write_tokens = rollup.cache_write_tokens + excluded.cache_write_tokens,
                cache_write_1h_tokens = rollup.cache_write_1h_tokens + excluded.cache_write_1h_tokens,
                audio_input_tokens = rollup.audio_input_tokens + excluded.audio_input_tokens,
                image_input_tokens = rollup.image_input_tokens + excluded.image_input_tokens,
                plain_output_tokens = rollup.plain_output_tokens + excluded.plain_output_tokens,
                reasoning_tokens = rollup.reasoning_tokens + excluded.reasoning_tokens,
                audio_output_tokens = rollup.audio_output_tokens + excluded.audio_output_tokens,
                requests = rollup.requests + excluded.requests,
                web_searches = rollup.web_searches + excluded.web_searches,
                unpriced_requests = rollup.unpriced_requests + excluded.unpriced_requests,
                cost_pico = rollup.cost_pico + excluded.cost_pico,
                more_input_tokens = rollup.more_input_tokens + excluded.more_input_tokens,
                more_output_tokens = rollup.more_output_tokens + excluded.more_output_tokens""";

    void add(Connection connection, List<EntryRow> entries, ClosedBooks closed) throws SQLException {
        var sums = new HashMap<Key, Sums>();
        for (EntryRow entry : entries) {
            sums.computeIfAbsent(Key.of(entry, closed), _ -> new Sums()).add(entry);
        }
        List<Map.Entry<Key, Sums>> sorted = sums.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Key.ORDER))
                .toList();
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            bind(connection, upsert, sorted);
            upsert.executeUpdate();
        }
    }

    private static void bind(Connection connection, PreparedStatement upsert, List<Map.Entry<Key, Sums>> sorted)
            throws SQLException {
        List<Key> keys = sorted.stream().map(Map.Entry::getKey).toList();
        List<Sums> sums = sorted.stream().map(Map.Entry::getValue).toList();
        var columns = new ArrayList<Array>();
        columns.add(connection.createArrayOf("text", column(keys, Key::tenant)));
        columns.add(connection.createArrayOf("bigint", column(keys, Key::bucketStart)));
        columns.add(connection.createArrayOf("uuid", column(keys, Key::dimensionId)));
        columns.add(connection.createArrayOf("text", column(keys, Key::currency)));
        for (int meter = 0; meter < METERS; meter++) {
            int index = meter;
            columns.add(connection.createArrayOf("bigint", column(sums, sum -> sum.quantities[index])));
        }
        columns.add(connection.createArrayOf("bigint", column(sums, sum -> sum.unpricedRequests)));
        columns.add(connection.createArrayOf("numeric", column(sums, sum -> sum.costPico)));
        columns.add(connection.createArrayOf("bigint", column(sums, sum -> sum.moreInputTokens)));
        columns.add(connection.createArrayOf("bigint", column(sums, sum -> sum.moreOutputTokens)));
        for (int i = 0; i < columns.size(); i++) {
            upsert.setArray(i + 1, columns.get(i));
        }
    }

    private static <T> Object[] column(List<T> rows, Function<T, Object> value) {
        return rows.stream().map(value).toArray();
    }
}
