package io.tokenledger.report.whatif;

import io.tokenledger.report.whatif.BoundSql.Value;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;

/** Runs a statement with what is bound to it. */
final class SqlReader {
    private static final int ROWS_AT_ONCE = 2_000;

    private SqlReader() {}

    /** What is done with a row. */
    @FunctionalInterface
    interface RowReader {
        void take(ResultSet row) throws SQLException;
    }

    /** Takes every row. */
    static void query(Connection connection, BoundSql sql, RowReader rows) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql.text())) {
            for (int i = 0; i < sql.values().size(); i++) {
                bind(connection, select, i + 1, sql.values().get(i));
            }
            select.setFetchSize(ROWS_AT_ONCE);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                rows.take(row);
            }
        }
    }

    private static void bind(Connection connection, PreparedStatement select, int place, Value value)
            throws SQLException {
        switch (value) {
            case Value.Text(var text) -> select.setString(place, text);
            case Value.Time(var instant) -> select.setObject(place, instant.atOffset(ZoneOffset.UTC));
            case Value.Texts(var texts) -> select.setArray(place, connection.createArrayOf("text", texts.toArray()));
            case Value.Times(var times) ->
                select.setArray(place, connection.createArrayOf("timestamptz", times.toArray()));
            case Value.Ids(var ids) -> select.setArray(place, connection.createArrayOf("uuid", ids.toArray()));
            case Value.Numbers(var numbers) ->
                select.setArray(place, connection.createArrayOf("int4", numbers.toArray()));
        }
    }
}
