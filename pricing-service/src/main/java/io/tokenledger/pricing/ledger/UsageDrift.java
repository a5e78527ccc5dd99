package io.tokenledger.pricing.ledger;

import io.tokenledger.contract.Measured;
import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import io.tokenledger.contract.Provenance;
import io.tokenledger.contract.TokenCount;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the provider counted beside what the text counts, per tenant, quarter of an hour, dimension, side and provenance of
 * the text's count; always equal to the sum of the entries that have both.
 */
final class UsageDrift {
    private static final String INPUT = "input";
    private static final String OUTPUT = "output";

    /** A row of the table; the currency of its place plays no part and is the same for all. */
    private record Key(UsageRollup.Key place, String side, String provenance) {
        static final Comparator<Key> ORDER = Comparator.comparing(Key::place, UsageRollup.Key.ORDER)
                .thenComparing(Key::side)
                .thenComparing(Key::provenance);
    }

    private record Sums(
            long requests, long providerTokens, long textTokens, long reasoningAtMost, long reasoningUntoldRequests) {
        Sums plus(Sums other) {
            return new Sums(
                    Math.addExact(requests, other.requests),
                    Math.addExact(providerTokens, other.providerTokens),
                    Math.addExact(textTokens, other.textTokens),
                    Math.addExact(reasoningAtMost, other.reasoningAtMost),
                    Math.addExact(reasoningUntoldRequests, other.reasoningUntoldRequests));
        }
    }

    // Sorted and aggregated as in UsageRollup. Leans on usage_drift_pkey.
    private static final String UPSERT = """
            INSERT INTO ledger.usage_drift AS sums (tenant_id, bucket_start, dimension_id, side, provenance, requests,
                provider_tokens, text_tokens, reasoning_at_most, reasoning_untold_requests)
            SELECT tenant_id, to_timestamp(bucket_start), dimension_id, side, provenance, requests, provider_tokens,
                text_tokens, reasoning_at_most, reasoning_untold_requests
            FROM unnest(?::text[], ?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[],
                    ?::bigint[], ?::bigint[])
                AS added (tenant_id, bucket_start, dimension_id, side, provenance, requests, provider_tokens,
                    text_tokens, reasoning_at_most, reasoning_untold_requests)
            ON CONFLICT (tenant_id, bucket_start, dimension_id, side, provenance) DO UPDATE SET
                requests = sums.requests + excluded.requests,
                provider_tokens = sums.provider_tokens + excluded.provider_tokens,
                text_tokens = sums.text_tokens + excluded.text_tokens,
                reasoning_at_most = sums.reasoning_at_most + excluded.reasoning_at_most,
                reasoning_untold_requests = sums.reasoning_untold_requests + excluded.reasoning_untold_requests""";

    /** Adds what the entries have of both; where none has, nothing is made and nothing is asked. */
    void add(Connection connection, List<EntryRow> entries, ClosedBooks closed) throws SQLException {
        Map<Key, Sums> sums = new TreeMap<>(Key.ORDER);
        for (EntryRow entry : entries) {
            Measured measured = entry.event().measured();
            if (entry.kind().sign() != 0 && (measured.textInput() != null || measured.textOutput() != null)) {
                addSides(sums, entry, measured, UsageRollup.Key.of(entry, closed));
            }
        }
        if (sums.isEmpty()) {
            return;
        }
        var rows = new ColumnArrays<>(connection, new ArrayList<>(sums.entrySet()));
        rows.text(row -> row.getKey().place().tenant());
        rows.int8(row -> row.getKey().place().bucketStart());
        rows.uuid(row -> row.getKey().place().dimensionId());
        rows.text(row -> row.getKey().side());
        rows.text(row -> row.getKey().provenance());
        rows.int8(row -> row.getValue().requests());
        rows.int8(row -> row.getValue().providerTokens());
        rows.int8(row -> row.getValue().textTokens());
        rows.int8(row -> row.getValue().reasoningAtMost());
        rows.int8(row -> row.getValue().reasoningUntoldRequests());
        rows.run(UPSERT);
    }

    private static void addSides(Map<Key, Sums> sums, EntryRow entry, Measured measured, UsageRollup.Key at) {
        var place = new UsageRollup.Key(at.tenant(), at.bucketStart(), at.dimensionId(), EntryAmount.NO_CURRENCY);
        LedgerEvent event = entry.event();
        Meters meters = event.meters();
        long requests = entry.quantity(Meter.REQUESTS);
        int sign = entry.kind().sign();
        if (event.inputProvenance() == Provenance.PROVIDER) {
            add(sums, place, INPUT, measured.textInput(), sign, textualInput(meters), requests, null);
        }
        if (event.outputProvenance() == Provenance.PROVIDER) {
            add(
                    sums,
                    place,
                    OUTPUT,
                    measured.textOutput(),
                    sign,
                    meters.quantity(Meter.OUTPUT),
                    requests,
                    measured.reasoningAtMost());
        }
    }

    private static void add(
            Map<Key, Sums> sums,
            UsageRollup.Key place,
            String side,
            @Nullable TokenCount text,
            int sign,
            long providerTokens,
            long requests,
            @Nullable Long reasoningAtMost) {
        if (text != null) {
            sums.merge(
                    new Key(place, side, text.provenance().id()),
                    new Sums(
                            requests,
                            sign * providerTokens,
                            sign * text.tokens(),
                            reasoningAtMost == null ? 0 : sign * reasoningAtMost,
                            reasoningAtMost == null ? 0 : requests),
                    Sums::plus);
        }
    }

    /** Input tokens that text can stand for: none of audio, image and video. */
    private static long textualInput(Meters meters) {
        return meters.quantity(Meter.INPUT)
                + meters.quantity(Meter.CACHED_INPUT)
                + meters.quantity(Meter.CACHE_WRITE)
                + meters.quantity(Meter.CACHE_WRITE_1H);
    }
}
