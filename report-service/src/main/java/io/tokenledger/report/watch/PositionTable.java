package io.tokenledger.report.watch;

import static io.tokenledger.report.watch.KeyTable.instant;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** How far the journal has been read, beside how far it goes. */
final class PositionTable {
    private PositionTable() {}

    private static final String ALL = """
            SELECT s.stream, s.last_change, s.moved_at, coalesce(p.position, 0) AS position, p.moved_at AS seen_until
            FROM ledger.change_stream_published s
            LEFT JOIN reporting.watch_position p ON p.stream = s.stream
            ORDER BY s.stream
            """;

    static List<WatchPosition> all(Connection connection) throws SQLException {
        List<WatchPosition> positions = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(ALL)) {
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                OffsetDateTime seenUntil = found.getObject("seen_until", OffsetDateTime.class);
                positions.add(new WatchPosition(
                        found.getString("stream"),
                        found.getLong("position"),
                        found.getLong("last_change"),
                        instant(found, "moved_at"),
                        seenUntil == null ? null : seenUntil.toInstant()));
            }
        }
        return positions;
    }
}
