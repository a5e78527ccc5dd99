package io.tokenledger.report.allocation;

import io.tokenledger.report.json.JsonForm;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.store.ReportingStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Keeps allocation rules, version by version. No version touches a closed period. */
@ApplicationScoped
public class AllocationRuleWriter {
    private final ReportingStore store;
    private final Clock clock;

    public AllocationRuleWriter(ReportingStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    AllocationRule create(InputStream body) {
        JsonForm form = JsonForm.read(body, AllocationRuleForm.fields());
        AllocationRule rule = AllocationRuleForm.rule(form, UUID.randomUUID(), 1, now());
        return store.write(
                connection -> append(connection, OpenBooksReader.holdAlone(connection, rule.tenant()), rule));
    }

    /** From its first day on the rule is as this version says, whatever was said before of those days. */
    AllocationRule change(UUID id, InputStream body) {
        JsonForm form = JsonForm.read(body, AllocationRuleForm.fieldsOfChange());
        int from = RuleFields.version(form);
        AllocationRule rule = AllocationRuleForm.rule(form, id, from + 1, now());
        return store.write(connection -> {
            OpenBooks books = OpenBooksReader.holdAlone(connection, rule.tenant());
            latest(connection, rule.tenant(), id, from);
            return append(connection, books, rule);
        });
    }

    /** It is not in force from that day on. */
    AllocationRule end(UUID id, InputStream body) {
        RuleEnding ending = RuleEnding.read(body);
        return store.write(connection -> {
            OpenBooks books = OpenBooksReader.holdAlone(connection, ending.tenant());
            AllocationRule last = latest(connection, ending.tenant(), id, ending.version());
            AllocationRule ended = new AllocationRule(
                    last.tenant(),
                    id,
                    last.version() + 1,
                    last.name(),
                    last.position(),
                    last.origin(),
                    last.to(),
                    last.exact(),
                    last.except(),
                    last.method(),
                    last.shares(),
                    ending.validUntil(),
                    ending.validUntil(),
                    ending.author(),
                    ending.reason(),
                    now());
            books.requireOpen("valid_until", ending.validUntil());
            AllocationRuleTable.append(connection, ended);
            return ended;
        });
    }

    private static AllocationRule latest(Connection connection, String tenant, UUID id, int version)
            throws SQLException {
        AllocationRule latest = Versions.latest(AllocationRuleTable.versions(connection, tenant), id)
                .orElseThrow(() -> ReportError.ALLOCATION_RULE_UNKNOWN.because(
                        "tenant '" + tenant + "' has no allocation rule " + id));
        if (latest.version() != version) {
            throw ReportError.ALLOCATION_RULE_CHANGED.because("version is " + version + ": rule " + id
                    + " is at version " + latest.version() + "; read it, and change that");
        }
        return latest;
    }

    private static AllocationRule append(Connection connection, OpenBooks books, AllocationRule rule)
            throws SQLException {
        books.requireOpen("valid_from", rule.validFrom());
        AllocationRuleForm.requireCenters(rule, books, rule.validFrom());
        List<AllocationRule> versions = AllocationRuleTable.versions(connection, rule.tenant());
        AllocationRule other = Versions.inItsPlace(versions, rule);
        if (other != null) {
            throw ReportError.ALLOCATION_RULE_POSITION_TAKEN.because(
                    "position " + rule.position() + " is that of rule '" + other.name() + "' (" + other.id()
                            + ") on some of the days from " + rule.validFrom() + " on");
        }
        AllocationRuleTable.append(connection, rule);
        return rule;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
