package io.tokenledger.pricing.ledger;

import io.tokenledger.contract.MeteredUsageJson;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;

/** Events that came under a known identity and said something else. Kept beside the ledger, never booked. */
final class EventConflicts {

    // event_conflict_pkey decides whether the same conflict is already kept.
    private static final String KEEP = """
            INSERT INTO ledger.event_conflict (tenant_id, event_key, fingerprint, first_fingerprint, source, event_id,
                occurred_at, metered, seen_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)
            ON CONFLICT (tenant_id, event_key, fingerprint) DO NOTHING
            RETURNING event_key""";

    /** Keeps a conflict; false where the very same one was kept before, which makes this one a replay. */
    boolean keep(Connection connection, Arrival arrival, UUID firstFingerprint, OffsetDateTime now)
            throws SQLException {
        try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
            keep.setString(1, arrival.identity().tenant());
            keep.setObject(2, arrival.identity().eventKey());
            keep.setObject(3, arrival.usage().fingerprint());
            keep.setObject(4, firstFingerprint);
            keep.setString(5, arrival.usage().source());
            keep.setString(6, arrival.usage().id());
            keep.setObject(7, OffsetDateTime.ofInstant(arrival.usage().occurredAt(), ZoneOffset.UTC));
            keep.setString(8, new String(MeteredUsageJson.write(arrival.usage()), StandardCharsets.UTF_8));
            keep.setObject(9, now);
            try (ResultSet kept = keep.executeQuery()) {
                return kept.next();
            }
        }
    }
}
