package io.tokenledger.bench.whatif;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * How long {@code POST /v1/what-if} takes over a month of events, one question after another, beside the same questions
 * as plain SQL over the entries. Every kind's answer is checked against the SQL, to the pico.
 */
public final class WhatIfBench {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<QuestionKind> KINDS = List.of(QuestionKind.values());
    private static final double LIMIT_MILLIS = 200;
    private static final int OK = 200;

    private final Path home;
    private final WhatIfOptions options;
    private final PrintStream out;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<QuestionKind, List<Long>> answered = new EnumMap<>(QuestionKind.class);
    private final Map<QuestionKind, List<Long>> bySql = new EnumMap<>(QuestionKind.class);

    public WhatIfBench(Path home, WhatIfOptions options, PrintStream out) {
        this.home = home;
        this.options = options;
        this.out = out;
    }

    public int run() throws IOException, SQLException, InterruptedException {
        Path data = home.resolve(".tokenledger").resolve("bench-whatif");
        Folder.delete(data);
        try (LocalStack stack = LocalStack.builder(home)
                        .dataDirectory(data)
                        .ports(Ports.free())
                        .services(Service.PRICING, Service.REPORT)
                        .progress(out::println)
                        .start();
                var books = new MonthInTheBooks(stack.postgres().jdbcUrl("postgres"))) {
            long began = System.nanoTime();
            books.fill(options.events(), options.seed());
            out.printf("books     %s%n", books.check(options.events()));
            out.printf("filled and checked in %.0f s%n", (System.nanoTime() - began) / 1e9);
            measure(stack, new PlainSql(books.connection(), limits(stack)));
        } finally {
            Folder.delete(data);
        }
        print();
        return 0;
    }

    private void measure(LocalStack stack, PlainSql sql) throws IOException, SQLException, InterruptedException {
        var random = new Random(options.seed());
        URI whatIf = URI.create(stack.reportUrl() + "/v1/what-if");
        post(whatIf, QuestionKind.ONE_SWAP_FOR_ALL.question(random));
        for (int i = 0; i < options.questions(); i++) {
            QuestionKind kind = KINDS.get(i % KINDS.size());
            MeasuredQuestion question = kind.question(random);
            long began = System.nanoTime();
            post(whatIf, question);
            answered.computeIfAbsent(kind, _ -> new ArrayList<>()).add(System.nanoTime() - began);
        }
        for (QuestionKind kind : KINDS) {
            for (int i = 0; kind.hasPeer() && i < options.peerRuns(); i++) {
                MeasuredQuestion question = kind.question(random);
                JsonNode answer = JSON.readTree(post(whatIf, question));
                bySql.computeIfAbsent(kind, _ -> new ArrayList<>()).add(sql.ask(question, answer));
            }
        }
    }

    private void print() {
        out.printf("%-30s %9s %9s %9s %12s %8s%n", "question", "asked", "p50 ms", "p99 ms", "SQL p50 ms", "ratio");
        var all = new ArrayList<Long>();
        answered.forEach((kind, nanos) -> {
            if (kind.isMonth()) {
                all.addAll(nanos);
            }
            var service = new Quantiles(nanos);
            out.printf("%-30s %9d %9.1f %9.1f", kind.title(), service.count(), service.millis(50), service.millis(99));
            if (kind.hasPeer()) {
                double peer = new Quantiles(bySql.getOrDefault(kind, List.of())).millis(50);
                out.printf(" %12.1f %8.1f", peer, peer / service.millis(50));
            }
            out.println();
        });
        var service = new Quantiles(all);
        out.printf(
                "%-30s %9d %9.1f %9.1f%n", "all of a month", service.count(), service.millis(50), service.millis(99));
        out.printf(
                "p99 of all of a month beside the limit of %.0f ms: %.2f%n",
                LIMIT_MILLIS, service.millis(99) / LIMIT_MILLIS);
    }

    private String post(URI uri, MeasuredQuestion question) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(question.json()))
                .build());
    }

    private String answer(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != OK) {
            throw new IllegalStateException(request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private Map<String, Limits> limits(LocalStack stack) throws IOException, InterruptedException {
        var limits = new HashMap<String, Limits>();
        String models = answer(HttpRequest.newBuilder(URI.create(stack.reportUrl() + "/v1/models"))
                .build());
        for (JsonNode model : JSON.readTree(models).get("models")) {
            limits.put(
                    model.get("model").asText(),
                    new Limits(
                            model.get("context_window").asLong(Long.MAX_VALUE),
                            model.get("max_input_tokens").asLong(Long.MAX_VALUE),
                            model.get("max_output_tokens").asLong(Long.MAX_VALUE)));
        }
        return limits;
    }
}
