package io.tokenledger.report.closing;

import io.tokenledger.report.accounting.AccountingCalendar;
import io.tokenledger.report.accounting.AccountingPeriod;
import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.allocation.PeriodCosts;
import io.tokenledger.report.reconciliation.VarianceReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads what the checks of a period look at, in the transaction that worked out what it costs. */
final class PeriodFiguresReader {
    private PeriodFiguresReader() {}

    static PeriodFigures read(
            Connection connection,
            AccountingSettings settings,
            AccountingPeriod period,
            @Nullable PeriodCosts costs,
            @Nullable String lack,
            Instant now)
            throws SQLException {
        String tenant = settings.tenant();
        AccountingCalendar calendar = AccountingCalendar.of(settings);
        return new PeriodFigures(
                settings,
                period,
                TurnReader.read(connection, tenant, calendar, period),
                BookedUsageReader.read(connection, tenant, period.period()),
                costs == null ? null : CostFigures.of(costs),
                lack,
                ItemSumReader.read(connection, tenant, period),
                VarianceReader.of(connection, tenant, period.period()),
                LateEventsReader.read(connection, tenant, calendar, period, now));
    }
}
