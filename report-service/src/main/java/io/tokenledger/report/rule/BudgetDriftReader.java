package io.tokenledger.report.rule;

import io.tokenledger.report.alert.AlertPeriod;
import io.tokenledger.report.watch.DriftReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/** What the audit of budgets has found to differ, and not found to be the same again. */
@ApplicationScoped
class BudgetDriftReader implements DriftSource {
    private static final int PICO_PLACES = 12;

    private final DriftReader audits;

    BudgetDriftReader(DriftReader audits) {
        this.audits = audits;
    }

    @Override
    public List<Drift> drifts(String tenant, Instant now) {
        return audits.open(tenant).stream().map(BudgetDriftReader::drift).toList();
    }

    private static Drift drift(io.tokenledger.report.watch.Drift found) {
        boolean tokens = found.unit().equals("tokens");
        return new Drift(
                "Budget '" + found.name() + "' in " + found.unit(),
                new AlertPeriod(found.periodStart(), found.periodEnd(), found.zone()),
                amount(found.booked(), tokens),
                amount(found.kept(), tokens),
                found.unit(),
                List.of());
    }

    private static BigDecimal amount(BigInteger exact, boolean tokens) {
        return new BigDecimal(exact, tokens ? 0 : PICO_PLACES);
    }
}
