package io.tokenledger.pricing.ledger;

import io.tokenledger.contract.RejectedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What could not be used, with the reason; kept so that nothing is lost without a row that says why. */
final class RejectedEvents {

    // rejected_event_pkey decides: a rejection that ingest passed on twice is kept once.
    private static final String KEEP = """
            INSERT INTO ledger.rejected_event (tenant_id, rejection_id, code, detail, topic, partition_no,
                record_offset, batch_index, event_source, event_id, event_type, received_at, payload_bytes, payload)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, rejection_id) DO NOTHING
            RETURNING rejection_id""";

    /** Keeps a rejection; false where it was kept before. */
    boolean keep(Connection connection, RejectedEvent event) throws SQLException {
        try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
            keep.setString(1, storable(event.tenant() == null ? "" : event.tenant()));
            keep.setString(2, storable(event.rejectionId()));
            keep.setString(3, storable(event.code()));
            keep.setString(4, storable(event.detail()));
            keep.setString(5, event.topic());
            keep.setObject(6, event.partition(), Types.INTEGER);
            keep.setObject(7, event.offset(), Types.BIGINT);
            keep.setInt(8, event.index());
            keep.setString(9, storable(event.eventSource()));
            keep.setString(10, storable(event.eventId()));
            keep.setString(11, storable(event.eventType()));
            keep.setObject(12, OffsetDateTime.ofInstant(event.receivedAt(), ZoneOffset.UTC));
            keep.setLong(13, event.payloadBytes());
            keep.setString(14, storable(event.payload()));
            try (ResultSet kept = keep.executeQuery()) {
                return kept.next();
            }
        }
    }

    private static @Nullable String storable(@Nullable String text) {
        return text == null ? null : StorableText.of(text);
    }
}
