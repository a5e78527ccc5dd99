package io.tokenledger.report.directcost;

import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.costcenter.Organisation;
import io.tokenledger.report.fx.Conversion;
import io.tokenledger.report.period.Period;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Reads the direct costs of a period as lines. */
public final class DirectCostReader {
    private DirectCostReader() {}

    /**
     * The lines of all days together. Needs a transaction (without auto-commit) that sees one state of the ledger.
     *
     * @throws io.tokenledger.report.problem.ReportProblem CURRENCY_NO_RATE: a cost cannot be told in the currency of the books
     * @throws IllegalStateException where the lines are not, to the pico and in every currency, what the ledger adds up to
     */
    public static DirectCosts read(
            Connection connection, AccountingSettings settings, Period period, Organisation organisation)
            throws SQLException {
        var lines = new DirectLines();
        List<Conversion> conversions = DirectCellReader.read(connection, settings, period, organisation, lines::add);
        return lines.costs(conversions);
    }
}
