package io.tokenledger.pricing.ledger;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Follows the books as another service does: by the published views, one REPEATABLE READ transaction per poll. */
final class JournalReader implements AutoCloseable {
    private final Connection connection;
    private final Map<String, Long> positions = new HashMap<>();
    private final Set<List<Object>> seen = new HashSet<>();
    private Sums sums = Sums.NONE;

    /** Of everything, whatever its currency: what is missed or counted twice shows in it. */
    record Sums(
            BigInteger requests,
            BigInteger input,
            BigInteger output,
            BigInteger reasoning,
            BigInteger costPico,
            BigInteger unpriced) {
        static final Sums NONE = new Sums(
                BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);

        static Sums of(ResultSet row) throws SQLException {
            return new Sums(
                    integer(row, "requests"),
                    integer(row, "input_tokens"),
                    integer(row, "output_tokens"),
                    integer(row, "reasoning_tokens"),
                    integer(row, "cost_pico"),
                    integer(row, "unpriced_requests"));
        }

        private static BigInteger integer(ResultSet row, String column) throws SQLException {
            return row.getBigDecimal(column).toBigIntegerExact();
        }

        Sums plus(Sums other) {
            return new Sums(
                    requests.add(other.requests),
                    input.add(other.input),
                    output.add(other.output),
                    reasoning.add(other.reasoning),
                    costPico.add(other.costPico),
                    unpriced.add(other.unpriced));
        }
    }

    /**
     * What one poll has found.
     *
     * @param followed the sums of all changes since the beginning
     * @param inTheBooks the sums of the rollup in the same state of the database
     */
    record Poll(int newRows, Sums followed, Sums inTheBooks) {}

    JournalReader(String jdbcUrl) throws SQLException {
        connection = DriverManager.getConnection(jdbcUrl);
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
    }

    Poll poll() throws SQLException {
        int newRows = 0;
        Map<String, Long> ends = ends();
        for (Map.Entry<String, Long> end : ends.entrySet()) {
            newRows += read(end.getKey(), positions.getOrDefault(end.getKey(), 0L), end.getValue());
        }
        positions.putAll(ends);
        Sums inTheBooks = inTheBooks();
        connection.commit();
        return new Poll(newRows, sums, inTheBooks);
    }

    private Map<String, Long> ends() throws SQLException {
        var ends = new HashMap<String, Long>();
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT stream, last_change FROM ledger.change_stream_published");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                ends.put(row.getString("stream"), row.getLong("last_change"));
            }
        }
        return ends;
    }

    private static final String CHANGES = """
            SELECT change_id, tenant, bucket_start, dimension_id, currency, requests, input_tokens, output_tokens,
                   reasoning_tokens, cost_pico, unpriced_requests
            FROM ledger.usage_change_published
            WHERE stream = ? AND change_id > ? AND change_id <= ?""";

    private int read(String stream, long after, long last) throws SQLException {
        int rows = 0;
        try (PreparedStatement select = connection.prepareStatement(CHANGES)) {
            select.setString(1, stream);
            select.setLong(2, after);
            select.setLong(3, last);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    List<Object> key = List.of(
                            row.getLong("change_id"),
                            row.getString("tenant"),
                            row.getString("bucket_start"),
                            row.getString("dimension_id"),
                            row.getString("currency"));
                    if (!seen.add(key)) {
                        throw new AssertionError("seen twice: " + key);
                    }
                    sums = sums.plus(Sums.of(row));
                    rows++;
                }
            }
        }
        return rows;
    }

    private static final String IN_THE_BOOKS = """
            SELECT coalesce(sum(requests), 0) AS requests, coalesce(sum(input_tokens), 0) AS input_tokens,
                   coalesce(sum(output_tokens), 0) AS output_tokens,
                   coalesce(sum(reasoning_tokens), 0) AS reasoning_tokens, coalesce(sum(cost_pico), 0) AS cost_pico,
                   coalesce(sum(unpriced_requests), 0) AS unpriced_requests
            FROM ledger.usage_by_quarter_hour""";

    private Sums inTheBooks() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(IN_THE_BOOKS);
                ResultSet row = select.executeQuery()) {
            row.next();
            return Sums.of(row);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
