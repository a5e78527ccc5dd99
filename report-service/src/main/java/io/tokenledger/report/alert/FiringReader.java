package io.tokenledger.report.alert;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What is firing, for who has to find out whether it is still so. */
public final class FiringReader {
    private FiringReader() {}

    // Leans on alert_firing.
    private static final String FIRING = AlertRowReader.SELECT + """
            WHERE tenant_id = ? AND subject_id = ? AND state = 'firing'
            ORDER BY fired_at, alert_id
            """;

    /** The alerts of a budget or a rule that are firing, the oldest first. */
    public static List<Alert> of(Connection connection, String tenant, UUID subject) throws SQLException {
        List<Alert> alerts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(FIRING)) {
            select.setString(1, tenant);
            select.setObject(2, subject);
            ResultSet found = select.executeQuery();
            while (found.next()) {
                alerts.add(AlertRowReader.alert(found));
            }
        }
        return alerts;
    }
}
