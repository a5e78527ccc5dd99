package io.tokenledger.report.closing;

import io.tokenledger.report.accounting.AccountingPeriod;
import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.allocation.PeriodCosts;
import io.tokenledger.report.allocation.PeriodCostsReader;
import io.tokenledger.report.closing.PeriodLife.Total;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.problem.ReportProblem;
import io.tokenledger.report.statement.StatementWriter;
import io.tokenledger.report.statement.StoredStatement;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Instant;
import java.util.List;

/** Looks at periods and writes their statements, within the caller's transaction, which sees one state of the database. */
@ApplicationScoped
public class PeriodBooksWriter {

    /** What becomes of the drafts that a look writes. */
    enum Drafts {
        KEPT,
        /** Written and taken back: whatever would keep the final ones from being written is found. */
        TRIED,
        /** Not written: for connections that only read. */
        NONE
    }

    /** The checks of a period, and its drafts. */
    Looked look(
            Connection connection,
            AccountingSettings settings,
            AccountingPeriod period,
            String author,
            Instant now,
            Drafts drafts)
            throws SQLException {
        PeriodCosts costs = null;
        String lack = null;
        try {
            costs = PeriodCostsReader.read(connection, settings.tenant(), period);
        } catch (ReportProblem problem) {
            lack = lack(problem);
        }
        PeriodFigures figures = PeriodFiguresReader.read(connection, settings, period, costs, lack, now);
        if (costs == null || drafts == Drafts.NONE || !Agreement.of(figures).isEmpty()) {
            return new Looked(PeriodChecks.of(figures), null);
        }
        Savepoint before = connection.setSavepoint();
        try {
            List<StoredStatement> written = StatementWriter.drafts(connection, costs, author, now);
            if (drafts == Drafts.TRIED) {
                connection.rollback(before);
            }
            return new Looked(PeriodChecks.of(figures), new Total(written.size(), costs.total()));
        } catch (ReportProblem problem) {
            String lackOfAStatement = lack(problem);
            connection.rollback(before);
            return new Looked(PeriodChecks.of(figures.lacking(lackOfAStatement)), null);
        }
    }

    /** Writes the final statements of a period in which nothing is accounted any more. */
    Total close(Connection connection, String tenant, AccountingPeriod period, String author, Instant now)
            throws SQLException {
        PeriodCosts costs = PeriodCostsReader.read(connection, tenant, period);
        return new Total(StatementWriter.close(connection, costs, author, now).size(), costs.total());
    }

    /** A rate that is missing is something that a check tells; everything else is not. */
    private static String lack(ReportProblem problem) {
        if (problem.error() != ReportError.CURRENCY_NO_RATE) {
            throw problem;
        }
        return problem.detail();
    }
}
