package io.tokenledger.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The order of the start: broker and database side by side, ingest when the broker has its topics, pricing when both
 * are there. Report needs only the database to start; it is ready when pricing has published its views.
 */
final class StackStart {
    private final LocalStackBuilder plan;
    private final LocalStack stack;

    StackStart(LocalStackBuilder plan, LocalStack stack) {
        this.plan = plan;
        this.stack = stack;
    }

    /** Returns when everything is ready; at the first failure it waits for what is under way and tells that one. */
    void run() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var kafka = CompletableFuture.runAsync(() -> stack.add(plan.startKafka()), threads);
            var postgres = CompletableFuture.runAsync(() -> stack.add(plan.startPostgres()), threads);
            List<CompletableFuture<Void>> all = new ArrayList<>(List.of(kafka, postgres));
            if (plan.has(Service.INGEST)) {
                all.add(kafka.thenRunAsync(() -> stack.add(plan.startService(Service.INGEST)), threads));
            }
            if (plan.has(Service.PRICING)) {
                var both = CompletableFuture.allOf(kafka, postgres);
                all.add(both.thenRunAsync(() -> stack.add(plan.startService(Service.PRICING)), threads));
            }
            if (plan.has(Service.REPORT)) {
                all.add(postgres.thenRunAsync(() -> stack.add(plan.startService(Service.REPORT)), threads));
            }
            CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
