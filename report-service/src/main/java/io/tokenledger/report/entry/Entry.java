package io.tokenledger.report.entry;

import io.tokenledger.report.costcenter.UsageAttributes;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the ledger, as it was booked.
 *
 * @param accountedAt when it counts
 * @param accountedLate whether that is another time than that of its event, which belongs to closed books
 * @param kind usage, reversal, pricing, correction or charge
 * @param meters quantities that are not 0, by meter as prices name it, in the order of meters; negative where it takes out
 * @param costPico 1e-12 of the currency; null: unpriced
 * @param bookVersion of the price book that rated it; null: nothing was rated, or it is not known
 * @param reference what asked for it, {@code repricing/<id>}, {@code contract/<id>}; null: the event itself
 * @param said what others say of it
 * @param costCenter who pays: its code
 */
record Entry(
        Instant accountedAt,
        boolean accountedLate,
        Instant occurredAt,
        UUID eventKey,
        int entryNo,
        String kind,
        String source,
        String eventId,
        EntryOrigin origin,
        @Nullable String user,
        Map<String, String> tags,
        SortedMap<String, Long> meters,
        String currency,
        @Nullable BigInteger costPico,
        @Nullable String unpricedReason,
        @Nullable Long priceId,
        @Nullable Long bookVersion,
        @Nullable String reference,
        Instant receivedAt,
        Instant bookedAt,
        Said said,
        String costCenter) {

    EntryCursor place() {
        return new EntryCursor(accountedAt, eventKey, entryNo);
    }

    /** As mapping rules look at it. */
    static UsageAttributes attributes(EntryOrigin origin, @Nullable String user, Map<String, String> tags) {
        return new UsageAttributes(origin.team(), origin.project(), origin.app(), origin.environment(), user, tags);
    }
}
