package io.tokenledger.report.statement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.report.allocation.PeriodCosts;
import io.tokenledger.report.statement.StatementTable.Predecessor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes statements of the costs of a period, with the rates and the statements before them that they refer to. */
final class StatementsReader {
    private StatementsReader() {}

    /** One for every cost centre that has a line, by code. */
    static List<Statement> assemble(Connection connection, PeriodCosts costs) throws SQLException {
        return assemble(connection, costs, new Bearers(costs));
    }

    static List<Statement> assemble(Connection connection, PeriodCosts costs, Bearers bearers) throws SQLException {
        List<String> currencies = StatementAssembly.of(costs).keySet().stream()
                .map(code -> bearers.of(code).currency())
                .distinct()
                .toList();
        Map<String, StatementCurrency> rates = CurrencyReader.read(connection, costs, currencies);
        return Statements.of(costs, bearers::of, currency -> Objects.requireNonNull(rates.get(currency)));
    }

    /**
     * The document, compared with the statement of the period before, where there is one.
     *
     * @param last final statement of the cost centre, of whatever period before this one
     */
    static ObjectNode document(Statement statement, Heading heading, PeriodCosts costs, @Nullable Predecessor last) {
        boolean isOfPeriodBefore =
                last != null && last.to().equals(costs.period().period().from());
        JsonNode before = last != null && isOfPeriodBefore ? DocumentRow.parse(last.document()) : null;
        return StatementDocument.of(statement, heading, costs, before, last == null ? null : last.hash());
    }
}
