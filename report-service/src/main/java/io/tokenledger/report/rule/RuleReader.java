package io.tokenledger.report.rule;

import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.problem.ReportError;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds rules. */
@ApplicationScoped
public class RuleReader {
    private static final String REPORT = "alert-rules";

    private final LedgerViews database;

    public RuleReader(LedgerViews database) {
        this.database = database;
    }

    /**
     * A rule with what it said last.
     *
     * @param status empty: it was never asked
     */
    public record Asked(AlertRule rule, Optional<RuleStatus> status) {}

    /** All of a tenant that are not archived, by name. */
    public List<Asked> of(String tenant) {
        return database.read(REPORT, connection -> {
            List<Asked> asked = new ArrayList<>();
            for (AlertRule rule : RuleTable.of(connection, tenant, false)) {
                asked.add(new Asked(rule, RuleStatusTable.find(connection, tenant, rule.id())));
            }
            return asked;
        });
    }

    /** The one of that id, archived or not; refused where the tenant has none, also where another tenant has. */
    public Asked find(String tenant, UUID id) {
        return database.read(REPORT, connection -> {
                    Optional<AlertRule> rule = RuleTable.find(connection, tenant, id);
                    return rule.isEmpty()
                            ? Optional.<Asked>empty()
                            : Optional.of(new Asked(rule.get(), RuleStatusTable.find(connection, tenant, id)));
                })
                .orElseThrow(() -> unknown(tenant, id));
    }

    static RuntimeException unknown(String tenant, UUID id) {
        return ReportError.ALERT_RULE_UNKNOWN.because("tenant '" + tenant + "' has no alert rule " + id);
    }
}
