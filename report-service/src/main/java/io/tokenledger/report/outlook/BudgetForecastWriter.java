package io.tokenledger.report.outlook;

import io.tokenledger.report.alert.Alert;
import io.tokenledger.report.alert.AlertWriter;
import io.tokenledger.report.alert.Finding;
import io.tokenledger.report.alert.FiringReader;
import io.tokenledger.report.outlook.BudgetForecastReader.Looked;
import io.tokenledger.report.outlook.DueForecastTable.Due;
import io.tokenledger.report.outlook.ForecastWarnings.Decision;
import io.tokenledger.report.outlook.ForecastWarnings.Settled;
import io.tokenledger.report.store.ReportingStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Keeps forecasts of budgets, and raises and settles what they say, in one transaction each. */
@ApplicationScoped
public class BudgetForecastWriter {
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final int MOST_LEFT = 100;

    private final UUID holder = UUID.randomUUID();
    private final ReportingStore store;
    private final AlertWriter alerts;

    public BudgetForecastWriter(ReportingStore store, AlertWriter alerts) {
        this.store = store;
        this.alerts = alerts;
    }

    /** Whether this instance makes forecasts for now. Two that both think so for a moment do no harm: alerts have keys. */
    boolean holdsLease(Instant now) {
        return store.write(connection -> DueForecastTable.takeLease(connection, holder, now, now.plus(LEASE)));
    }

    /** Keeps what was found, and tells who should know. */
    void keep(Looked looked, Instant now) {
        store.write(connection -> {
            keep(connection, looked, now);
            return true;
        });
    }

    private void keep(Connection connection, Looked looked, Instant now) throws SQLException {
        BudgetForecast forecast = looked.forecast();
        List<Alert> firing = FiringReader.of(connection, forecast.tenant(), forecast.budget());
        Decision decision = new ForecastWarnings(looked.standing(), forecast, looked.contributors(), firing).decide();
        for (Settled settled : decision.settled()) {
            alerts.settle(connection, forecast.tenant(), settled.alert(), settled.why(), now);
        }
        for (Finding finding : decision.raised()) {
            alerts.raise(connection, finding, now);
        }
        long left = firing.stream()
                .filter(alert -> ForecastWarnings.KINDS.contains(alert.kind()))
                .filter(alert -> decision.settled().stream()
                        .noneMatch(settled -> settled.alert().equals(alert.id())))
                .count();
        BudgetForecastTable.put(connection, forecast, decision.isWarned() || left > 0);
    }

    /** Settles what periods that are over, and budgets that were archived, have left behind. */
    void settleLeft(Instant now) {
        List<Due> periods = store.write(connection -> DueForecastTable.left(connection, now, MOST_LEFT));
        for (Due period : periods) {
            store.write(connection -> {
                settle(connection, period, now);
                return true;
            });
        }
    }

    private void settle(Connection connection, Due period, Instant now) throws SQLException {
        for (Alert alert : FiringReader.of(connection, period.tenant(), period.budget())) {
            boolean ofPeriod = ForecastWarnings.KINDS.contains(alert.kind())
                    && alert.finding().key().periodStart().equals(period.periodStart());
            if (ofPeriod) {
                boolean over = alert.finding().period() != null
                        && !alert.finding().period().to().isAfter(now);
                alerts.settle(
                        connection,
                        period.tenant(),
                        alert.id(),
                        over ? ForecastWarnings.PERIOD_OVER : "the budget was archived",
                        now);
            }
        }
        DueForecastTable.unwarn(connection, period);
    }
}
