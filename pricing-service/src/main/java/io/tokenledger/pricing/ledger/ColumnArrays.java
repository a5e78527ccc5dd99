package io.tokenledger.pricing.ledger;

import java.math.BigInteger;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.postgresql.PGConnection;

/** Rows as an array per column, in the order of a statement's parameters: what {@code unnest} makes rows of again. */
final class ColumnArrays<R> {
    private final Connection connection;
    private final List<R> rows;
    private final List<Array> columns = new ArrayList<>();

    ColumnArrays(Connection connection, List<R> rows) {
        this.connection = connection;
        this.rows = rows;
    }

    void text(Function<R, String> value) throws SQLException {
        columns.add(connection.createArrayOf("text", rows.stream().map(value).toArray(String[]::new)));
    }

    void uuid(Function<R, UUID> value) throws SQLException {
        columns.add(connection.createArrayOf("uuid", rows.stream().map(value).toArray(UUID[]::new)));
    }

    void numeric(Function<R, BigInteger> value) throws SQLException {
        columns.add(connection.createArrayOf("numeric", rows.stream().map(value).toArray(BigInteger[]::new)));
    }

    void int8(ToLongFunction<R> value) throws SQLException {
        primitives("int8", rows.stream().mapToLong(value).toArray());
    }

    void int4(ToIntFunction<R> value) throws SQLException {
        primitives("int4", rows.stream().mapToInt(value).toArray());
    }

    /** Primitive arrays go out in binary form, without an object per value. */
    private void primitives(String type, Object values) throws SQLException {
        columns.add(connection.unwrap(PGConnection.class).createArrayOf(type, values));
    }

    /** Runs a statement with one parameter per column; none is asked where there are no rows. */
    void run(String sql) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < columns.size(); i++) {
                statement.setArray(i + 1, columns.get(i));
            }
            statement.executeUpdate();
        }
    }
}
