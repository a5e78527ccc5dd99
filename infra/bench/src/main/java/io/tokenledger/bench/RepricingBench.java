package io.tokenledger.bench;

import io.tokenledger.sample.SampleCompany;
import io.tokenledger.sample.SampleMix;
import io.tokenledger.stack.LocalStack;
import io.tokenledger.stack.Ports;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How long it takes to reprice a booked ledger while events come in, and what that does to them. The same load is
 * measured before without a repricing, in the same run, everything on this machine. Afterwards every amount is checked
 * against quantity × price.
 */
final class RepricingBench {
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final long ASK_EVERY_MILLIS = 100;

    private final Path home;
    private final RepricingOptions options;
    private final PrintStream out;
    private final HttpClient http = HttpClient.newHttpClient();

    RepricingBench(Path home, RepricingOptions options, PrintStream out) {
        this.home = home;
        this.options = options;
        this.out = out;
    }

    int run() throws IOException, SQLException, InterruptedException {
        Path data = home.resolve(".tokenledger").resolve("bench-repricing");
        deleteTree(data);
        Instant until = Instant.now();
        long atMost = options.events() + options.rate() * PATIENCE.toSeconds();
        try (LocalStack stack = LocalStack.builder(home)
                        .dataDirectory(data)
                        .ports(Ports.free())
                        .progress(out::println)
                        .start();
                var books = new Books(stack.postgres().jdbcUrl("pricing_owner"));
                var load = new LiveLoad(
                        stack.kafkaBootstrap(),
                        SampleCompany.stream(
                                options.seed(), until.minus(Duration.ofHours(6)), until, SampleMix.load(atMost, 20)))) {
            load.send(options.events());
            load.flush();
            awaitBooked(books, load);
            out.printf("%,d events of 20 tenants are booked%n", load.sent());

            Thread sender = Thread.ofPlatform().start(() -> sendQuietly(load));
            Beside alone = watch(books, load, () -> false, Duration.ofSeconds(options.seconds()));
            post(
                    stack,
                    "/v1/prices/imports?format=native&author=bench&reason=a+new+list",
                    "text/csv",
                    RepricedBooks.priceFile(stack.postgres().jdbcUrl("pricing_owner")));
            long began = System.nanoTime();
            String id = field(
                    post(stack, "/v1/repricings", "application/json", """
                            {"from":"2020-01-01T00:00:00Z","to":"%s","dry_run":false,"author":"bench",
                             "reason":"a new list"}""".formatted(until.plus(Duration.ofDays(1)))),
                    "id");
            Beside beside = watch(
                    books,
                    load,
                    () -> field(get(stack, "/v1/repricings/" + id), "state").equals("done"),
                    PATIENCE);
            Duration time = Duration.ofNanos(System.nanoTime() - began);
            load.stop();
            sender.join();
            load.flush();
            awaitBooked(books, load);

            String done = get(stack, "/v1/repricings/" + id);
            print(
                    alone,
                    beside,
                    time,
                    Long.parseLong(field(done, "events_seen")),
                    Long.parseLong(field(done, "events_changed")));
            out.println(RepricedBooks.check(stack.postgres().jdbcUrl("pricing_owner")));
            String checks = get(stack, "/v1/ledger/checks");
            if (!field(checks, "passed").equals("true")) {
                throw new IllegalStateException("the books are wrong: " + checks);
            }
            out.println("books checked: rollups, offsets, identities and waiting events agree");
        } finally {
            deleteTree(data);
        }
        return 0;
    }

    /** What the load saw meanwhile: events that were sent and not yet booked, and how many were booked a second. */
    record Beside(long meanLag, long highestLag, long bookedPerSecond, long sentPerSecond) {}

    /** Something asked over HTTP. */
    @FunctionalInterface
    private interface Question {
        boolean isAnswered() throws IOException, InterruptedException;
    }

    private static Beside watch(Books books, LiveLoad load, Question end, Duration atMost)
            throws SQLException, IOException, InterruptedException {
        long began = System.nanoTime();
        long bookedBefore = books.recordsRead();
        long sentBefore = load.sent();
        long lags = 0;
        long highest = 0;
        long samples = 0;
        do {
            TimeUnit.MILLISECONDS.sleep(ASK_EVERY_MILLIS);
            long lag = load.sent() - books.recordsRead();
            lags += lag;
            highest = Math.max(highest, lag);
            samples++;
        } while (System.nanoTime() - began < atMost.toNanos() && !end.isAnswered());
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        return new Beside(
                lags / samples,
                highest,
                (books.recordsRead() - bookedBefore) * 1_000 / millis,
                (load.sent() - sentBefore) * 1_000 / millis);
    }

    private void sendQuietly(LiveLoad load) {
        try {
            load.sendPerSecond(options.rate());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitBooked(Books books, LiveLoad load) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (books.recordsRead() < load.sent()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        books.recordsRead() + " of " + load.sent() + " events are booked after " + PATIENCE);
            }
            TimeUnit.MILLISECONDS.sleep(ASK_EVERY_MILLIS);
        }
    }

    private void print(Beside alone, Beside beside, Duration time, long seen, long changed) {
        print("load alone", alone);
        print("repricing", beside);
        out.printf(
                "repriced     %,10d events looked at, %,d corrected, in %.1f s: %,d looked at and %,d corrected/s%n",
                seen, changed, time.toMillis() / 1000.0, perSecond(seen, time), perSecond(changed, time));
    }

    private void print(String name, Beside load) {
        out.printf(
                "%-12s %,10d sent/s  %,d booked/s  lag %,d events on average, %,d at most%n",
                name, load.sentPerSecond(), load.bookedPerSecond(), load.meanLag(), load.highestLag());
    }

    private static long perSecond(long events, Duration time) {
        return events * 1_000 / Math.max(1, time.toMillis());
    }

    private String post(LocalStack stack, String path, String type, String body)
            throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(URI.create(stack.pricingUrl() + path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private String get(LocalStack stack, String path) throws IOException, InterruptedException {
        return answer(
                HttpRequest.newBuilder(URI.create(stack.pricingUrl() + path)).build());
    }

    private String answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    /** The value of a field whose name comes once. */
    private static String field(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\":\"?([^\",}]*)").matcher(json);
        if (!found.find()) {
            throw new IllegalStateException("no " + name + " in " + json);
        }
        return found.group(1);
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> walk = Files.walk(folder)) {
            deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
