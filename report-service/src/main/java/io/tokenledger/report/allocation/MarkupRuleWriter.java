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

/** Keeps markup rules, version by version. No version touches a closed period. */
@ApplicationScoped
public class MarkupRuleWriter {
    private final ReportingStore store;
    private final Clock clock;

    public MarkupRuleWriter(ReportingStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    MarkupRule create(InputStream body) {
        JsonForm form = JsonForm.read(body, MarkupRuleForm.fields());
        MarkupRule rule = MarkupRuleForm.rule(form, UUID.randomUUID(), 1, now());
        return store.write(
                connection -> append(connection, OpenBooksReader.holdAlone(connection, rule.tenant()), rule));
    }

    /** From its first day on the rule is as this version says, whatever was said before of those days. */
    MarkupRule change(UUID id, InputStream body) {
        JsonForm form = JsonForm.read(body, MarkupRuleForm.fieldsOfChange());
        int from = RuleFields.version(form);
        MarkupRule rule = MarkupRuleForm.rule(form, id, from + 1, now());
        return store.write(connection -> {
            OpenBooks books = OpenBooksReader.holdAlone(connection, rule.tenant());
            latest(connection, rule.tenant(), id, from);
            return append(connection, books, rule);
        });
    }

    /** It is not in force from that day on. */
    MarkupRule end(UUID id, InputStream body) {
        RuleEnding ending = RuleEnding.read(body);
        return store.write(connection -> {
            OpenBooks books = OpenBooksReader.holdAlone(connection, ending.tenant());
            MarkupRule last = latest(connection, ending.tenant(), id, ending.version());
            MarkupRule ended = new MarkupRule(
                    last.tenant(),
                    id,
                    last.version() + 1,
                    last.name(),
                    last.position(),
                    last.costCenter(),
                    last.percent(),
                    last.base(),
                    last.counterpart(),
                    ending.validUntil(),
                    ending.validUntil(),
                    ending.author(),
                    ending.reason(),
                    now());
            books.requireOpen("valid_until", ending.validUntil());
            MarkupRuleTable.append(connection, ended);
            return ended;
        });
    }

    private static MarkupRule latest(Connection connection, String tenant, UUID id, int version) throws SQLException {
        MarkupRule latest = Versions.latest(MarkupRuleTable.versions(connection, tenant), id)
                .orElseThrow(() ->
                        ReportError.MARKUP_RULE_UNKNOWN.because("tenant '" + tenant + "' has no markup rule " + id));
        if (latest.version() != version) {
            throw ReportError.MARKUP_RULE_CHANGED.because("version is " + version + ": rule " + id + " is at version "
                    + latest.version() + "; read it, and change that");
        }
        return latest;
    }

    private static MarkupRule append(Connection connection, OpenBooks books, MarkupRule rule) throws SQLException {
        books.requireOpen("valid_from", rule.validFrom());
        ReportError missing = ReportError.MARKUP_RULE_COST_CENTER_MISSING;
        books.requireCenters(missing, "cost_center", List.of(rule.costCenter()), rule.validFrom());
        books.requireCenters(missing, "counterpart", List.of(rule.counterpart()), rule.validFrom());
        List<MarkupRule> versions = MarkupRuleTable.versions(connection, rule.tenant());
        MarkupRule other = Versions.inItsPlace(versions, rule);
        if (other != null) {
            throw ReportError.MARKUP_RULE_POSITION_TAKEN.because("position " + rule.position() + " is that of rule '"
                    + other.name() + "' (" + other.id() + ") on some of the days from " + rule.validFrom() + " on");
        }
        MarkupRuleTable.append(connection, rule);
        return rule;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
