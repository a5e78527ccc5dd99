package io.tokenledger.bench.alert;

import io.tokenledger.bench.Books;
import io.tokenledger.bench.Folder;
import io.tokenledger.bench.LiveLoad;
import io.tokenledger.bench.Quantiles;
import io.tokenledger.sample.SampleCompany;
import io.tokenledger.sample.SampleMix;
import io.tokenledger.stack.LocalPostgres;
import io.tokenledger.stack.LocalStack;
import io.tokenledger.stack.Ports;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * From an event at ingest's door to the alert at a webhook, with everything on this machine: so many budgets are watched, so
 * many events a second come in, and every tenth of a second one more event crosses a budget of its own. The time runs from
 * before the event is posted to when the webhook has the alert. Beside it: what the watching costs, against what PostgreSQL
 * takes to write the same states with nothing to decide.
 */
public final class AlertBench {
    private static final String PROBES = "probes";
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(100);
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int FIRST_EVENTS = 50_000;
    private static final double LIMIT_MILLIS = 5_000;
    private static final int WRITE_RUNS = 5;

    private final Path home;
    private final AlertOptions options;
    private final PrintStream out;

    public AlertBench(Path home, AlertOptions options, PrintStream out) {
        this.home = home;
        this.options = options;
        this.out = out;
    }

    public int run() throws IOException, SQLException, InterruptedException {
        Path data = home.resolve(".tokenledger").resolve("bench-alerts");
        Folder.delete(data);
        try (LocalStack stack = LocalStack.builder(home)
                        .dataDirectory(data)
                        .ports(Ports.free())
                        .progress(out::println)
                        .start();
                var books = new Books(stack.postgres().jdbcUrl("pricing_owner"));
                var receiver = new Receiver();
                var http = new Http();
                var load = load(stack)) {
            load.send(FIRST_EVENTS);
            load.flush();
            awaitBooked(books, load);
            var budgets = new WatchedBudgets(stack.postgres().jdbcUrl(LocalPostgres.SUPERUSER));
            budgets.create(http, stack.reportUrl(), options.budgets(), options.seed());
            createProbes(http, stack, receiver);
            budgets.awaitStates(options.budgets() + options.probes());
            out.printf(
                    "%,d budgets of 20 tenants are watched, and %,d of the probes%n",
                    options.budgets(), options.probes());

            Thread sender = Thread.ofPlatform().start(() -> sendQuietly(load));
            TimeUnit.NANOSECONDS.sleep(WARM_UP.toNanos());
            var meanwhile = new Meanwhile(http, stack, books, load);
            Map<String, Long> sent = sendProbes(http, stack);
            meanwhile.end();
            awaitAlerts(receiver);
            var statuses =
                    new StatusTimes(http, stack.reportUrl(), stack.postgres().jdbcUrl("report_owner"));
            statuses.print(out, "while events come in");
            load.stop();
            sender.join();
            load.flush();
            awaitBooked(books, load);
            print(sent, receiver.arrivals());
            statuses.print(out, "with nothing else to do");
            meanwhile.print(out, budgets.bareWrite(WRITE_RUNS));
            checkStates(budgets);
        } finally {
            Folder.delete(data);
        }
        return 0;
    }

    private LiveLoad load(LocalStack stack) {
        Instant until = Instant.now();
        return new LiveLoad(
                stack.kafkaBootstrap(),
                SampleCompany.stream(
                        options.seed(),
                        until.minus(Duration.ofMinutes(15)),
                        until,
                        SampleMix.load(SampleMix.MOST_EVENTS, 20)));
    }

    private void createProbes(Http http, LocalStack stack, Receiver receiver) throws IOException, InterruptedException {
        String channel = Http.field(
                http.post(
                        stack.reportUrl() + "/v1/channels", "application/json", """
                        {"tenant":"%s","name":"receiver","type":"webhook","url":"%s","allow_private":true}
                        """.formatted(PROBES, receiver.url())),
                "id");
        var file = new StringBuilder("name,period,timezone,amount,currency,thresholds,channels,scope.team\n");
        for (int i = 0; i < options.probes(); i++) {
            file.append("probe-%d,month,UTC,1,USD,1,%s,probe-%d%n".formatted(i, channel, i));
        }
        http.post(stack.reportUrl() + "/v1/budgets/imports?tenant=" + PROBES, "text/csv", file.toString());
    }

    /** When each was sent, by {@link System#nanoTime}; at its time, however long the one before took. */
    private Map<String, Long> sendProbes(Http http, LocalStack stack) throws IOException, InterruptedException {
        Map<String, Long> sent = new TreeMap<>();
        long began = System.nanoTime();
        for (int i = 0; i < options.probes(); i++) {
            long due = began + i * BETWEEN_PROBES.toNanos();
            long early = due - System.nanoTime();
            if (early > 0) {
                TimeUnit.NANOSECONDS.sleep(early);
            }
            sent.put("probe-" + i, due);
            http.post(stack.ingestUrl() + "/v1/events", "application/json", probe(i));
        }
        return sent;
    }

    /** 500 000 input tokens of gpt-4.1 at 2 USD per million: 1 USD, all of its budget. */
    private static String probe(int number) {
        return """
                {"specversion":"1.0","id":"probe-%d","source":"bench","type":"io.tokenledger.usage.v1","time":"%s",\
                "data":{"tenant":"%s","provider":"openai","model":"gpt-4.1","service_tier":"standard","team":"probe-%d",\
                "app":"probe","usage":{"input_tokens":500000,"output_tokens":0}}}""".formatted(number, Instant.now(), PROBES, number);
    }

    private void awaitAlerts(Receiver receiver) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (receiver.arrivals().size() < options.probes()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("after " + PATIENCE + " "
                        + receiver.arrivals().size() + " of " + options.probes() + " alerts have come");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static void awaitBooked(Books books, LiveLoad load) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (books.recordsRead() < load.sent()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        books.recordsRead() + " of " + load.sent() + " events are booked after " + PATIENCE);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private void sendQuietly(LiveLoad load) {
        try {
            load.sendPerSecond(options.rate());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void print(Map<String, Long> sent, Map<String, Long> arrived) {
        List<Long> times = new ArrayList<>();
        sent.forEach((probe, at) -> times.add(arrived.getOrDefault(probe, Long.MAX_VALUE) - at));
        var quantiles = new Quantiles(times);
        out.printf(
                "alerts    %,6d of %,d arrived   p50 %,.0f ms   p95 %,.0f ms   p99 %,.0f ms   at most %,.0f ms%n",
                times.size(),
                options.probes(),
                quantiles.millis(50),
                quantiles.millis(95),
                quantiles.millis(99),
                quantiles.millis(100));
        out.printf("ratio     %.3f of the limit of 5 s at p99%n", quantiles.millis(99) / LIMIT_MILLIS);
    }

    /** A figure of wrong states is worth nothing. */
    private void checkStates(WatchedBudgets budgets) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long wrong = budgets.wrong("b1");
        while (wrong > 0 && System.nanoTime() < deadline) {
            TimeUnit.SECONDS.sleep(1);
            wrong = budgets.wrong("b1");
        }
        if (wrong > 0) {
            throw new IllegalStateException(wrong + " budgets are not what the ledger's sums say");
        }
        out.println("states checked: the budgets that were looked at are what the ledger's sums say");
    }
}
