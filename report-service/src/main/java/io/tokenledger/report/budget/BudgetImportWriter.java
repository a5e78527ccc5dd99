package io.tokenledger.report.budget;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.report.budget.BudgetImportFile.Line;
import io.tokenledger.report.budget.BudgetImportJson.LineJson;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.Blame;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.problem.ReportProblem;
import io.tokenledger.report.store.ReportingStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes budgets what the lines of a file say. A line that is refused changes nothing; the others are written. */
@ApplicationScoped
public class BudgetImportWriter {
    private final ReportingStore store;
    private final BudgetWriter writer;
    private final Clock clock;

    public BudgetImportWriter(ReportingStore store, BudgetWriter writer, Clock clock) {
        this.store = store;
        this.writer = writer;
        this.clock = clock;
    }

    /** Writes these lines in one transaction, each of them or not, and tells what came of each. */
    List<LineJson> write(String tenant, Said said, List<Line> lines) {
        return store.write(connection -> {
            List<LineJson> told = each(connection, tenant, said, lines);
            if (told.stream().anyMatch(LineJson::isWritten)) {
                BudgetBookTable.move(connection);
            }
            return told;
        });
    }

    /** Tells what would come of them, and writes nothing. */
    List<LineJson> rehearse(String tenant, Said said, List<Line> lines) {
        return store.write(connection -> {
            List<LineJson> told = each(connection, tenant, said, lines);
            connection.rollback();
            return told;
        });
    }

    private List<LineJson> each(Connection connection, String tenant, Said said, List<Line> lines) throws SQLException {
        List<LineJson> told = new ArrayList<>();
        for (Line line : lines) {
            Savepoint before = connection.setSavepoint();
            try {
                told.add(one(connection, tenant, said, line));
            } catch (ReportProblem problem) {
                if (problem.error().blame() == Blame.SERVICE) {
                    throw problem;
                }
                connection.rollback(before);
                told.add(LineJson.refused(line, problem));
            }
            connection.releaseSavepoint(before);
        }
        return told;
    }

    private LineJson one(Connection connection, String tenant, Said said, Line line) throws SQLException {
        if (line.fault() != null) {
            throw ReportError.FILE_INVALID.because(line.fault());
        }
        String name = line.fields().getOrDefault("name", "");
        Optional<Budget> before = BudgetListTable.named(connection, tenant, name);
        JsonFields body =
                JsonFields.parse(body(connection, tenant, before, line.fields()).toString());
        if (before.isEmpty()) {
            Budget wanted = BudgetForm.create(body, clock.instant()).budget();
            return LineJson.created(line, writer.create(connection, wanted, said));
        }
        Budget wanted = BudgetForm.change(body, before.get(), clock.instant()).budget();
        return LineJson.of(line, before.get(), writer.change(connection, wanted, said));
    }

    private static ObjectNode body(
            Connection connection, String tenant, Optional<Budget> before, Map<String, String> fields)
            throws SQLException {
        ObjectNode body =
                BudgetCsv.body(before.map(BudgetText::json).orElseGet(JsonNodeFactory.instance::objectNode), fields);
        body.put("tenant", tenant);
        String parent = fields.get("parent");
        if (parent != null) {
            body.put("parent", parent.isEmpty() ? null : parent(connection, tenant, parent));
        }
        return body;
    }

    private static String parent(Connection connection, String tenant, String name) throws SQLException {
        return BudgetListTable.named(connection, tenant, name)
                .orElseThrow(() -> ReportError.BUDGET_PARENT_UNKNOWN.because("parent is '" + name + "': tenant '"
                        + tenant + "' has no budget of that name; parents come before their children"))
                .id()
                .toString();
    }
}
