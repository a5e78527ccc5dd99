package io.tokenledger.report.directcost;

import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.costcenter.Organisation;
import io.tokenledger.report.period.PeriodParameters;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;

/** Reads the cells of June in a process of its own, whose heap is small, and prints how many there were and what they cost. */
final class StreamedCells {
    private static long cells;
    private static BigInteger pico = BigInteger.ZERO;

    private StreamedCells() {}

    public static void main(String[] arguments) throws SQLException {
        AccountingSettings settings = AccountingSettings.standard(arguments[1]);
        try (Connection connection = DriverManager.getConnection(arguments[0])) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            DirectCellReader.read(
                    connection,
                    settings,
                    PeriodParameters.month(YearMonth.of(2026, 6), ZoneOffset.UTC),
                    Organisation.of(settings, List.of(), List.of()),
                    cell -> {
                        cells++;
                        pico = pico.add(cell.costPico());
                    });
        }
        System.out.println(cells + " " + pico);
    }
}
