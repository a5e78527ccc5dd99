package io.tokenledger.report.rule;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenledger.report.alert.Alert;
import io.tokenledger.report.alert.AlertBookWriter;
import io.tokenledger.report.alert.AlertQuery;
import io.tokenledger.report.alert.AlertReader;
import io.tokenledger.report.alert.Told;
import io.tokenledger.report.budget.KnownChannels;
import io.tokenledger.report.fixture.MovableClock;
import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.store.ReportingStore;
import io.tokenledger.report.usage.UsageReader;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rules over a database, as the service puts them together. */
final class RuleBench {
    static final String MAIL = "00000000-0000-4000-8000-00000000000a";

    final TestLedger ledger;
    final MovableClock clock;
    final ReportingStore store;
    final Told told;
    final AlertBookWriter book;
    final RuleWriter writer;
    final RuleReader rules;
    final AlertReader alerts;
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final List<DriftSource> driftSources = new ArrayList<>();
    /** Every channel but this one is the tenants' own. */
    static final UUID NOBODYS = UUID.fromString("00000000-0000-4000-8000-0000000000ff");

    private final KnownChannels channels =
            (connection, tenant, ids) -> ids.stream().filter(NOBODYS::equals).toList();
    RuleJob job;

    RuleBench(String database, String now) {
        this.ledger = TestLedger.empty(database);
        this.clock = new MovableClock(now);
        this.store = ledger.store();
        this.told = new Told(ledger);
        this.book = new AlertBookWriter(told, URI.create("http://127.0.0.1:8083"));
        this.writer = new RuleWriter(store, book, List.of(channels), clock);
        this.rules = new RuleReader(views());
        this.alerts = new AlertReader(views());
        this.job = anotherInstance();
    }

    LedgerViews views() {
        return new LedgerViews(ledger.serviceDataSource("-c default_transaction_read_only=on"), metrics);
    }

    /** Knows nothing but what the database says: as after a restart, or beside. */
    RuleJob anotherInstance() {
        UsageReader usage = new UsageReader(views());
        RuleEvaluators evaluators = new RuleEvaluators(
                new SilenceReader(views()),
                new UnpricedReader(usage),
                new RejectedReader(views()),
                new LedgerSumsReader(views()),
                driftSources,
                new AnomalyReader(usage));
        return new RuleJob(new RuleEvaluationWriter(store, book), evaluators, metrics, clock);
    }

    /** As if the process had been started anew, and the lease of the one before were over. */
    void restart() {
        clock.pass(Duration.ofSeconds(61));
        job = anotherInstance();
    }

    /** A rule that tells by mail; single quotes for double ones. */
    AlertRule rule(String tenant, String name, String kind, String scope, String condition) {
        return writer.create(JsonFields.parse(
                """
                {"tenant":"%s","name":"%s","kind":"%s","scope":%s,"condition":%s,"channels":["%s"]}
                """.formatted(tenant, name, kind, scope, condition, MAIL).replace('\'', '"')));
    }

    RuleStatus status(AlertRule rule) {
        return rules.find(rule.tenant(), rule.id()).status().orElseThrow();
    }

    /** The alerts of a rule, the one that fired first first. */
    List<Alert> alertsOf(AlertRule rule) {
        return alerts.latest(new AlertQuery(
                        Optional.of(rule.tenant()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(rule.id()),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        1_000))
                .reversed();
    }

    /** What was told of a rule's alerts by mail, in order. */
    List<String> toldOf(AlertRule rule) {
        List<String> events = new ArrayList<>();
        for (Alert alert : alertsOf(rule)) {
            events.addAll(told.events(alert.id()));
        }
        return events;
    }

    Alert onlyAlertOf(AlertRule rule) {
        List<Alert> found = alertsOf(rule);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " alerts instead of one: " + found);
        }
        return found.getFirst();
    }

    static UUID mail() {
        return UUID.fromString(MAIL);
    }
}
