package io.tokenledger.report.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Statements of what models can do. */
final class ModelFactTable {
    private ModelFactTable() {}

    private static final String INSERT = """
            INSERT INTO reporting.model_fact (provider, model, aliases, context_window, max_input_tokens,
                max_output_tokens, images, audio, tools, tokenizer, released, source, source_date, import_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    static void insert(Connection connection, Collection<ModelFacts> models, long importId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (ModelFacts facts : models) {
                statement.setString(1, facts.provider());
                statement.setString(2, facts.model());
                statement.setArray(
                        3, connection.createArrayOf("text", facts.aliases().toArray()));
                statement.setObject(4, facts.contextWindow(), Types.BIGINT);
                statement.setObject(5, facts.maxInputTokens(), Types.BIGINT);
                statement.setObject(6, facts.maxOutputTokens(), Types.BIGINT);
                statement.setObject(7, facts.images().toBoolean(), Types.BOOLEAN);
                statement.setObject(8, facts.audio().toBoolean(), Types.BOOLEAN);
                statement.setObject(9, facts.tools().toBoolean(), Types.BOOLEAN);
                statement.setString(10, facts.tokenizer());
                statement.setObject(11, facts.released(), Types.DATE);
                statement.setString(12, facts.source());
                statement.setObject(13, facts.sourceDate());
                statement.setLong(14, importId);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static final String COUNTING = """
            SELECT provider, model, aliases, context_window, max_input_tokens, max_output_tokens, images, audio, tools,
                   tokenizer, released, source, source_date
            FROM (SELECT f.*,
                         min(f.fact_id) OVER (PARTITION BY f.provider, f.model) AS first_fact_id,
                         row_number() OVER (PARTITION BY f.provider, f.model ORDER BY i.bundled, f.fact_id DESC) AS rank
                  FROM reporting.model_fact f JOIN reporting.fact_import i USING (import_id)) stated
            WHERE rank = 1
            ORDER BY first_fact_id
            """;

    /** The statement that counts of every model, in the order in which the models were first stated. */
    static List<ModelFacts> counting(Connection connection) throws SQLException {
        List<ModelFacts> models = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(COUNTING)) {
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                models.add(facts(found));
            }
        }
        return models;
    }

    private static ModelFacts facts(ResultSet found) throws SQLException {
        return new ModelFacts(
                found.getString("provider"),
                found.getString("model"),
                List.of((String[]) found.getArray("aliases").getArray()),
                found.getObject("context_window", Long.class),
                found.getObject("max_input_tokens", Long.class),
                found.getObject("max_output_tokens", Long.class),
                Support.of(found.getObject("images", Boolean.class)),
                Support.of(found.getObject("audio", Boolean.class)),
                Support.of(found.getObject("tools", Boolean.class)),
                found.getString("tokenizer"),
                found.getObject("released", LocalDate.class),
                found.getString("source"),
                found.getObject("source_date", LocalDate.class));
    }
}
