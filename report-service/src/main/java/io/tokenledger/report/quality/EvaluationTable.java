package io.tokenledger.report.quality;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What tenants measured themselves. */
final class EvaluationTable {
    private EvaluationTable() {}

    private static final String INSERT = """
            INSERT INTO reporting.evaluation_score (tenant_id, score_id, evaluation, app, model, reasoning_effort, score,
                samples, unit, higher_is_better, measured_on, source, author, stated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    static void insert(Connection connection, UUID id, EvaluationScore score, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, score.tenant());
            statement.setObject(2, id);
            statement.setString(3, score.evaluation());
            statement.setString(4, score.app());
            statement.setString(5, score.model());
            statement.setString(6, score.reasoningEffort());
            statement.setBigDecimal(7, score.score());
            statement.setObject(8, score.samples(), Types.BIGINT);
            statement.setString(9, score.unit());
            statement.setBoolean(10, score.higherIsBetter());
            statement.setObject(11, score.measuredOn());
            statement.setString(12, score.source());
            statement.setString(13, score.author());
            statement.setObject(14, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    // Leans on evaluation_score_by_app (tenant_id, …).
    private static final String COUNTING = """
            SELECT DISTINCT ON (evaluation, app, model, reasoning_effort)
                   tenant_id, evaluation, app, model, reasoning_effort, score, samples, unit, higher_is_better,
                   measured_on, source, author
            FROM reporting.evaluation_score
            WHERE tenant_id = ?
            ORDER BY evaluation, app, model, reasoning_effort, measured_on DESC, stated_at DESC, score_id DESC
            """;

    /** The score that counts of every evaluation, app, model and effort of a tenant. */
    static List<EvaluationScore> counting(Connection connection, String tenant) throws SQLException {
        List<EvaluationScore> scores = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(COUNTING)) {
            statement.setString(1, tenant);
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                scores.add(score(found));
            }
        }
        return scores;
    }

    private static EvaluationScore score(ResultSet found) throws SQLException {
        return new EvaluationScore(
                found.getString("tenant_id"),
                found.getString("evaluation"),
                found.getString("app"),
                found.getString("model"),
                found.getString("reasoning_effort"),
                found.getBigDecimal("score"),
                found.getObject("samples", Long.class),
                found.getString("unit"),
                found.getBoolean("higher_is_better"),
                found.getObject("measured_on", LocalDate.class),
                found.getString("source"),
                found.getString("author"));
    }
}
