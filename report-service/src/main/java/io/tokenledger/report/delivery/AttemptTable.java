package io.tokenledger.report.delivery;

import io.tokenledger.report.delivery.sending.Outcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.UUID;

/** What became of every attempt. Only ever appended. */
final class AttemptTable {
    private AttemptTable() {}

    private static final String INSERT = """
            INSERT INTO reporting.delivery_attempt (tenant_id, channel_id, delivery_id, attempt_id, at, outcome, status,
                millis, error)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    /** The same attempt for each of them: they went together. */
    static void insert(Connection connection, String tenant, UUID channel, List<UUID> deliveries, Attempt attempt)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (UUID delivery : deliveries) {
                statement.setString(1, tenant);
                statement.setObject(2, channel);
                statement.setObject(3, delivery);
                statement.setObject(4, UUID.randomUUID());
                statement.setObject(5, OutboxTable.utc(attempt.at()));
                switch (attempt.outcome()) {
                    case Outcome.Delivered(var status) -> {
                        statement.setString(6, "delivered");
                        statement.setObject(7, status, Types.INTEGER);
                        statement.setNull(9, Types.VARCHAR);
                    }
                    case Outcome.Failed failed -> {
                        statement.setString(6, "failed");
                        statement.setObject(7, failed.status(), Types.INTEGER);
                        statement.setString(9, failed.error());
                    }
                }
                statement.setLong(8, attempt.millis());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
