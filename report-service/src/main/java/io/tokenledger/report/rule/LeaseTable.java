package io.tokenledger.report.rule;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** Which instance evaluates rules. */
final class LeaseTable {
    private LeaseTable() {}

    private static final String TAKE = """
            UPDATE reporting.alert_rule_lease SET holder = ?, held_until = ?
            WHERE lease = 'rules' AND (holder = ? OR held_until <= ?)
            RETURNING lease
            """;

    /** True: it is the holder's until then. False: another instance has it. */
    static boolean take(Connection connection, UUID holder, Instant now, Instant until) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(TAKE)) {
            update.setObject(1, holder);
            update.setObject(2, RuleTable.utc(until));
            update.setObject(3, holder);
            update.setObject(4, RuleTable.utc(now));
            return update.executeQuery().next();
        }
    }
}
