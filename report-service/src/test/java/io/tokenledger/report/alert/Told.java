package io.tokenledger.report.alert;

import io.tokenledger.contract.AlertNotice;
import io.tokenledger.report.fixture.Bookkeeper;
import io.tokenledger.report.fixture.TestLedger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * An outbox as plain as can be: a row for every call and channel, also a second one, written by the transaction that tells.
 * A notice that was told twice is seen twice here.
 */
public final class Told implements NoticeWriter {
    private final TestLedger ledger;

    public Told(TestLedger ledger) {
        this.ledger = ledger;
        Bookkeeper.execute(ledger, """
                CREATE TABLE ledger.told (
                    no bigint GENERATED ALWAYS AS IDENTITY, notice_id uuid, alert_id uuid, event text, channel uuid,
                    title text, text text);
                GRANT SELECT, INSERT ON ledger.told TO report_app;
                """);
    }

    @Override
    public void queue(Connection connection, AlertNotice notice, List<UUID> channels, Instant now) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO ledger.told (notice_id, alert_id, event, channel, title, text) VALUES (?, ?, ?, ?, ?, ?)
                """)) {
            for (UUID channel : channels) {
                insert.setObject(1, notice.noticeId());
                insert.setObject(2, notice.alertId());
                insert.setString(3, notice.event().name());
                insert.setObject(4, channel);
                insert.setString(5, notice.title());
                insert.setString(6, notice.text());
                insert.executeUpdate();
            }
        }
    }

    /** What was told of an alert, each as {@code EVENT title}, in order. */
    public List<String> of(UUID alert) {
        return read("SELECT event || ' ' || title FROM ledger.told WHERE alert_id = '" + alert + "' ORDER BY no");
    }

    /** The events told of an alert, in order. */
    public List<String> events(UUID alert) {
        return read("SELECT event FROM ledger.told WHERE alert_id = '" + alert + "' ORDER BY no");
    }

    /** The answer's first column. */
    public List<String> read(String sql) {
        try (Connection connection = ledger.owner();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (found.next()) {
                values.add(found.getString(1));
            }
            return values;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
    }
}
