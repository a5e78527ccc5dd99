package io.tokenledger.bench.chargeback;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenledger.bench.Folder;
import io.tokenledger.bench.Quantiles;
import io.tokenledger.stack.LocalStack;
import io.tokenledger.stack.Ports;
import io.tokenledger.stack.Service;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How long {@code GET /v1/chargeback} of a month by team and model takes, one question after another, in UTC and in a zone
 * in which a month has parts of two days of UTC; beside DuckDB over the raw rows of the same run. Both must say the same.
 */
public final class ChargebackBench {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Month> MONTHS = List.of(new Month("UTC"), new Month("Asia/Kathmandu"));
    private static final double LIMIT_MILLIS = 50;
    private static final int WARM_UP = 100;
    private static final int OK = 200;

    private final Path home;
    private final ChargebackOptions options;
    private final PrintStream out;
    private final HttpClient http = HttpClient.newHttpClient();

    public ChargebackBench(Path home, ChargebackOptions options, PrintStream out) {
        this.home = home;
        this.options = options;
        this.out = out;
    }

    /** 0 where the limit held in every zone. */
    public int run() throws IOException, SQLException, InterruptedException {
        Path data = home.resolve(".tokenledger").resolve("bench-chargeback");
        Folder.delete(data);
        try (LocalStack stack = LocalStack.builder(home)
                        .dataDirectory(data)
                        .ports(Ports.free())
                        .services(Service.PRICING, Service.REPORT)
                        .progress(out::println)
                        .start();
                var books = new OctoberInTheBooks(stack.postgres().jdbcUrl("postgres"))) {
            long began = System.nanoTime();
            books.fill(options.events(), options.seed());
            out.printf("books     %s%n", books.written());
            try (RawRows raw = RawRows.of(books, data)) {
                out.printf("filled and copied in %.0f s%n", (System.nanoTime() - began) / 1e9);
                return measure(stack.reportUrl(), raw);
            }
        } finally {
            Folder.delete(data);
        }
    }

    private int measure(String report, RawRows raw) throws IOException, SQLException, InterruptedException {
        for (int i = 0; i < WARM_UP; i++) {
            ask(report, MONTHS.get(i % MONTHS.size()));
        }
        boolean held = true;
        out.printf(
                "%-16s %6s %9s %9s %14s %8s %16s%n",
                "zone", "lines", "p50 ms", "p99 ms", "DuckDB p50 ms", "ratio", "p99 beside 50 ms");
        for (Month month : MONTHS) {
            var answered = new ArrayList<Long>();
            for (int i = 0; i < options.questions(); i++) {
                long began = System.nanoTime();
                ask(report, month);
                answered.add(System.nanoTime() - began);
            }
            Map<String, Line> lines = Line.of(JSON.readTree(ask(report, month)));
            var service = new Quantiles(answered);
            var peer = new Quantiles(askPeer(raw, month, lines));
            out.printf(
                    "%-16s %6d %9.1f %9.1f %14.1f %8.1f %16.2f%n",
                    month.zone(),
                    lines.size(),
                    service.millis(50),
                    service.millis(99),
                    peer.millis(50),
                    peer.millis(50) / service.millis(50),
                    service.millis(99) / LIMIT_MILLIS);
            held &= service.millis(99) < LIMIT_MILLIS;
        }
        return held ? 0 : 1;
    }

    /** Times of the peer, whose lines must be those. */
    private List<Long> askPeer(RawRows raw, Month month, Map<String, Line> lines) throws SQLException {
        raw.chargeback(month);
        var answered = new ArrayList<Long>();
        for (int i = 0; i < options.peerRuns(); i++) {
            long began = System.nanoTime();
            Map<String, Line> peers = raw.chargeback(month);
            answered.add(System.nanoTime() - began);
            if (!peers.equals(lines)) {
                throw new IllegalStateException(month.zone() + ": DuckDB says " + peers + ", the service " + lines);
            }
        }
        return answered;
    }

    private String ask(String report, Month month) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(report + month.query())).build();
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != OK) {
            throw new IllegalStateException(request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }
}
