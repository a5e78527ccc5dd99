package io.tokenledger.report.statement;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Numbers of final statements: per tenant, from 1, without gaps. */
final class StatementNumberTable {
    private StatementNumberTable() {}

    // Leans on statement_number_pkey. The row is locked until the transaction ends, and rolled back with it.
    private static final String TAKE = """
            INSERT INTO reporting.statement_number (tenant_id, last_number)
            VALUES (?, ?)
            ON CONFLICT (tenant_id) DO UPDATE SET last_number = statement_number.last_number + excluded.last_number
            RETURNING last_number
            """;

    /** Takes so many numbers that follow one another, and answers the first. Waits for whoever takes some now. */
    static long take(Connection connection, String tenant, int count) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setString(1, tenant);
            statement.setLong(2, count);
            ResultSet row = statement.executeQuery();
            row.next();
            return row.getLong(1) - count + 1;
        }
    }

    // Leans on statement_number_pkey and statement_number_key.
    private static final String GAPS = """
            SELECT coalesce((SELECT n.last_number FROM reporting.statement_number n WHERE n.tenant_id = ?), 0) AS given,
                   count(s.number) AS found, coalesce(max(s.number), 0) AS largest
            FROM reporting.statement s
            WHERE s.tenant_id = ? AND s.number IS NOT NULL
            """;

    /** Null: every number that was given has its statement. Else what is wrong. */
    static @Nullable String gaps(Connection connection, String tenant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(GAPS)) {
            statement.setString(1, tenant);
            statement.setString(2, tenant);
            ResultSet row = statement.executeQuery();
            row.next();
            long given = row.getLong("given");
            long found = row.getLong("found");
            long largest = row.getLong("largest");
            return given == found && given == largest
                    ? null
                    : given + " numbers were given, " + found + " statements have one, the largest is " + largest;
        }
    }
}
