package io.tokenledger.bench.whatif;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** The peer: the same questions by GROUP BY over all entries. Its sums must be those of the answer. */
final class PlainSql {
    private final Connection connection;
    private final Map<String, Limits> limits;

    PlainSql(Connection connection, Map<String, Limits> limits) {
        this.connection = connection;
        this.limits = limits;
    }

    /** Asks, and compares with what the service answered to the same; returns nanoseconds. */
    long ask(MeasuredQuestion question, JsonNode answer) throws SQLException {
        String sql = question.sql(limits);
        long began = System.nanoTime();
        long requests = 0;
        BigDecimal before = BigDecimal.ZERO;
        BigDecimal after = BigDecimal.ZERO;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                requests += row.getLong("requests");
                before = before.add(row.getBigDecimal("before"));
                after = after.add(row.getBigDecimal("after"));
            }
        }
        long nanos = System.nanoTime() - began;
        expect(requests, answer.at("/baseline/requests").asLong(), question);
        expect(before, answer.at("/baseline/cost"), question);
        expect(after, answer.at("/scenario/cost"), question);
        return nanos;
    }

    private static void expect(BigDecimal pico, JsonNode dollars, MeasuredQuestion question) {
        BigDecimal answered = new BigDecimal(dollars.asText()).movePointRight(12);
        if (pico.setScale(0, RoundingMode.HALF_EVEN).compareTo(answered) != 0) {
            throw new IllegalStateException(
                    "SQL says " + pico + ", the service " + answered + " to " + question.json());
        }
    }

    private static void expect(long requests, long answered, MeasuredQuestion question) {
        if (requests != answered) {
            throw new IllegalStateException(
                    "SQL counts " + requests + " requests, the service " + answered + " in " + question.json());
        }
    }
}
