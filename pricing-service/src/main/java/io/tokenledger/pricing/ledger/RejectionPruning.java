package io.tokenledger.pricing.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** Deletes rejections that are old. Several instances may do so at once: what one has deleted is gone for the others. */
final class RejectionPruning {
    private final DataSource dataSource;

    RejectionPruning(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    // Leans on rejected_event_received to find them and on rejected_event_pkey to delete them.
    private static final String DELETE = """
            DELETE FROM ledger.rejected_event
            WHERE (tenant_id, rejection_id) IN (
                SELECT tenant_id, rejection_id FROM ledger.rejected_event
                WHERE received_at < ?
                ORDER BY received_at
                LIMIT ?)""";

    /** Deletes at most that many that were received before an instant; how many. */
    int prune(Instant before, int rows) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement delete = connection.prepareStatement(DELETE)) {
            delete.setObject(1, OffsetDateTime.ofInstant(before, ZoneOffset.UTC));
            delete.setInt(2, rows);
            return delete.executeUpdate();
        }
    }
}
