package io.tokenledger.report.statement;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.report.allocation.PeriodCosts;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.statement.StatementTable.Predecessor;
import io.tokenledger.report.statement.StoredStatement.Status;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes the statements of a period, one for every cost centre that has a line, within the caller's transaction. */
public final class StatementWriter {
    private StatementWriter() {}

    /**
     * Drafts for review: without numbers, each a version of its own. Refused with {@code statement.final} where the period
     * has final ones, and with {@code currency.no_rate} where a statement cannot be told in its currency.
     */
    public static List<StoredStatement> drafts(Connection connection, PeriodCosts costs, String author, Instant now)
            throws SQLException {
        return write(connection, costs, Status.DRAFT, author, now);
    }

    /**
     * The final statements, numbered by the codes of the cost centres. Refused as drafts are. Nothing is stored where the
     * statements do not add up to what ledger and manual items hold: that is an error of this service. At REPEATABLE READ,
     * two that number statements of one tenant at once are told apart by an error of serialisation, which
     * {@code ReportingStore} runs again; at READ COMMITTED the second waits.
     */
    public static List<StoredStatement> close(Connection connection, PeriodCosts costs, String author, Instant now)
            throws SQLException {
        return write(connection, costs, Status.FINAL, author, now);
    }

    private static List<StoredStatement> write(
            Connection connection, PeriodCosts costs, Status status, String author, Instant now) throws SQLException {
        String tenant = costs.settings().tenant();
        Instant at = now.truncatedTo(ChronoUnit.MICROS); // as the database keeps it
        StatementTable.Versions versions =
                StatementTable.versions(connection, tenant, costs.period().id());
        if (versions.isFinal()) {
            throw alreadyFinal(costs);
        }
        check(connection, costs);
        List<Statement> statements = StatementsReader.assemble(connection, costs);
        Map<String, Predecessor> last =
                StatementTable.last(connection, tenant, costs.period().period().from());
        Long number = status == Status.FINAL && !statements.isEmpty()
                ? StatementNumberTable.take(connection, tenant, statements.size())
                : null;
        List<StoredStatement> written = new ArrayList<>();
        for (Statement statement : statements) {
            String code = statement.bearer().code();
            Predecessor before = last.get(code);
            Heading heading = new Heading(
                    UUID.randomUUID(),
                    number,
                    versions.last().getOrDefault(code, 0) + 1,
                    status.wireName(),
                    author,
                    at,
                    before == null ? null : before.hash());
            ObjectNode document = StatementsReader.document(statement, heading, costs, before);
            byte[] bytes = CanonicalJson.bytes(document);
            StoredStatement row = DocumentRow.of(document, Sha256.of(bytes));
            if (!StatementTable.insert(connection, row, bytes)) {
                throw alreadyFinal(costs);
            }
            written.add(row);
            number = number == null ? null : number + 1;
        }
        return written;
    }

    private static RuntimeException alreadyFinal(PeriodCosts costs) {
        return ReportError.STATEMENT_FINAL.because("period " + costs.period().id() + " of tenant '"
                + costs.settings().tenant() + "' has its statements, or gets them now: what is to be corrected is an"
                + " adjustment of an open period");
    }

    /** The ledger's own sums, added up by the database, against the direct costs: per currency, so nothing is converted. */
    private static void check(Connection connection, PeriodCosts costs) throws SQLException {
        Map<String, BigInteger> booked = LedgerSumReader.read(
                connection, costs.settings().tenant(), costs.period().period());
        Map<String, BigInteger> told = Statements.byLedgerCurrency(costs);
        if (!booked.equals(told)) {
            throw new IllegalStateException("direct costs of tenant "
                    + costs.settings().tenant() + " and period "
                    + costs.period().id() + " are " + told
                    + " pico, the ledger's sums " + booked);
        }
    }
}
