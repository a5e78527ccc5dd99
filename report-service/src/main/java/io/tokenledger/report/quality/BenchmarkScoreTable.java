package io.tokenledger.report.quality;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What models scored. */
final class BenchmarkScoreTable {
    private BenchmarkScoreTable() {}

    private static final String INSERT = """
            INSERT INTO reporting.benchmark_score (benchmark, model, reasoning_effort, stated_model, score, cases,
                prompt_tokens, completion_tokens, cost_usd, source, source_date, import_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    static void insert(Connection connection, Collection<BenchmarkScore> scores, long importId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (BenchmarkScore score : scores) {
                statement.setString(1, score.benchmark());
                statement.setString(2, score.model());
                statement.setString(3, score.reasoningEffort());
                statement.setString(4, score.statedModel());
                statement.setBigDecimal(5, score.score());
                statement.setObject(6, score.cases(), Types.BIGINT);
                statement.setObject(7, score.promptTokens(), Types.BIGINT);
                statement.setObject(8, score.completionTokens(), Types.BIGINT);
                statement.setBigDecimal(9, score.costUsd());
                statement.setString(10, score.source());
                statement.setObject(11, score.sourceDate());
                statement.setLong(12, importId);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static final String COUNTING = """
            SELECT benchmark, model, reasoning_effort, stated_model, score, cases, prompt_tokens, completion_tokens,
                   cost_usd, source, source_date
            FROM (SELECT s.*, i.bundled,
                         row_number() OVER (PARTITION BY s.benchmark, s.model, s.reasoning_effort
                                            ORDER BY i.bundled, s.source_date DESC, s.score_id DESC) AS rank
                  FROM reporting.benchmark_score s JOIN reporting.fact_import i USING (import_id)) stated
            WHERE rank = 1
            ORDER BY bundled, source_date DESC, score_id DESC
            """;

    /** The score that counts of every benchmark, stated model and effort; those that go before others first. */
    static List<BenchmarkScore> counting(Connection connection) throws SQLException {
        List<BenchmarkScore> scores = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(COUNTING)) {
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                scores.add(score(found));
            }
        }
        return scores;
    }

    private static BenchmarkScore score(ResultSet found) throws SQLException {
        return new BenchmarkScore(
                found.getString("benchmark"),
                found.getString("model"),
                found.getString("reasoning_effort"),
                found.getString("stated_model"),
                found.getBigDecimal("score"),
                found.getObject("cases", Long.class),
                found.getObject("prompt_tokens", Long.class),
                found.getObject("completion_tokens", Long.class),
                found.getBigDecimal("cost_usd"),
                found.getString("source"),
                found.getObject("source_date", LocalDate.class));
    }
}
