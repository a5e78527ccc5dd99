package io.tokenledger.report.guard;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.agroal.DataSource;
import io.tokenledger.report.store.ReportingStore;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/**
 * Answers gateways over connections of its own, so that it waits for no report, and no report for it. Its commits are not
 * waited for (synchronous_commit = off): a reservation that a crash of the database takes back was advice.
 */
@ApplicationScoped
public class GuardWriter {
    private final List<Lane> lanes;
    private final DistributionSummary batches;
    private final Timer answers;

    public GuardWriter(
            @DataSource("guard") javax.sql.DataSource database,
            BooksReader books,
            GuardSettings settings,
            Clock clock,
            MeterRegistry metrics) {
        this.batches = DistributionSummary.builder("tokenledger.guard.batch")
                .description("Checks and releases that are decided in one transaction")
                .register(metrics);
        this.answers = Timer.builder("tokenledger.guard.answer")
                .description("From a check's arrival to its answer, committed")
                .register(metrics);
        var round = new RoundWriter(
                new ReportingStore(database), books, settings.untilUsageIsSeen(), settings.lockByTenant(), clock);
        this.lanes = IntStream.range(0, settings.lanes())
                .mapToObj(number -> new Lane(
                        "guard-" + number, settings.mostWaiting(), settings.patience(), settings.gather(), asks -> {
                            batches.record(asks.size());
                            round.decide(asks);
                        }))
                .toList();
    }

    /** The answer as JSON, when its reservation is committed. */
    CompletionStage<String> check(Check check) {
        Timer.Sample sample = Timer.start();
        var ask = new Ask.ToCheck(check, new CompletableFuture<>());
        lane(check.tenant()).add(ask);
        return ask.answer().whenComplete((_, _) -> sample.stop(answers));
    }

    /** Whether there is such a reservation that has not expired: it is released now, or was before. */
    CompletionStage<Boolean> release(Release release) {
        var ask = new Ask.ToRelease(release, new CompletableFuture<>());
        lane(release.tenant()).add(ask);
        return ask.answer();
    }

    /** Those of one tenant stand in one queue, so that they do not wait for each other's locks. */
    private Lane lane(String tenant) {
        return lanes.get(Math.floorMod(tenant.hashCode(), lanes.size()));
    }

    @PreDestroy
    void stop() {
        lanes.forEach(Lane::close);
    }
}
