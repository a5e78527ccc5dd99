package io.tokenledger.bench.rating;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import io.tokenledger.pricing.rating.PicoAmount;
import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.pricing.rating.Priced;
import io.tokenledger.pricing.rating.RatingRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** {@code POST /v1/quotes} of a running pricing-service: arrays of the cases, written beforehand, sent over and over. */
final class Quotes {
    static final int PER_CALL = 1000;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final byte[] PRICED = "\"status\":\"priced\"".getBytes(StandardCharsets.UTF_8);
    private static final int RUNS = 5;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI quotes;
    private final List<List<RatingRequest>> calls = new ArrayList<>();
    private final List<byte[]> bodies = new ArrayList<>();

    Quotes(String serviceUrl, List<RatingRequest> cases) throws IOException {
        quotes = URI.create(serviceUrl + "/v1/quotes");
        for (int from = 0; from + PER_CALL <= cases.size(); from += PER_CALL) {
            List<RatingRequest> call = cases.subList(from, from + PER_CALL);
            calls.add(call);
            bodies.add(JSON.writeValueAsBytes(call.stream().map(Quotes::form).toList()));
        }
    }

    private static Map<String, Object> form(RatingRequest request) {
        var form = new LinkedHashMap<String, Object>();
        form.put("tenant", request.tenant());
        form.put("provider", request.provider());
        form.put("model", request.model());
        form.put("service_tier", request.serviceTier());
        if (!request.region().isEmpty()) {
            form.put("region", request.region());
        }
        form.put("at", request.at().toString());
        form.put("usage", usage(request.meters()));
        return form;
    }

    private static Map<String, Long> usage(Meters meters) {
        long written1h = meters.quantity(Meter.CACHE_WRITE_1H);
        var usage = new LinkedHashMap<String, Long>();
        usage.put("input_tokens", meters.inputTokens());
        usage.put("cached_input_tokens", meters.quantity(Meter.CACHED_INPUT));
        usage.put("cache_write_tokens", meters.quantity(Meter.CACHE_WRITE) + written1h);
        usage.put("cache_write_1h_tokens", written1h);
        usage.put("audio_input_tokens", meters.quantity(Meter.AUDIO_INPUT));
        usage.put("output_tokens", meters.outputTokens());
        usage.put("reasoning_tokens", meters.quantity(Meter.REASONING));
        usage.put("requests", meters.quantity(Meter.REQUESTS));
        usage.put("web_searches", meters.quantity(Meter.WEB_SEARCHES));
        usage.values().removeIf(quantity -> quantity == 0);
        return usage;
    }

    /** Every cost of every call, once, must be what the book says. */
    void check(PriceBook book) throws IOException, InterruptedException {
        for (int i = 0; i < calls.size(); i++) {
            JsonNode answers = JSON.readTree(post(bodies.get(i)));
            for (int j = 0; j < PER_CALL; j++) {
                RatingRequest request = calls.get(i).get(j);
                String cost = book.rate(request) instanceof Priced priced
                        ? PicoAmount.decimal(priced.costPico())
                        : "unpriced";
                if (!answers.path(j).path("cost").asText().equals(cost)) {
                    throw new IllegalStateException(
                            "cost is " + cost + ", the service says " + answers.path(j) + ": " + request);
                }
            }
        }
    }

    /** Quotes per second of so many threads, each with one call at a time. */
    Throughput measure(int threads, int seconds) throws InterruptedException, ExecutionException {
        run(threads, seconds * 1000L / 3);
        var rates = new ArrayList<Double>();
        for (int i = 0; i < RUNS; i++) {
            rates.add(run(threads, seconds * 2000L / 3 / RUNS));
        }
        return Throughput.of(rates);
    }

    private double run(int threads, long millis) throws InterruptedException, ExecutionException {
        long began = System.nanoTime();
        long end = began + millis * 1_000_000;
        long answered = 0;
        try (var pool = Executors.newFixedThreadPool(threads)) {
            var clients = new ArrayList<Callable<Long>>();
            for (int i = 0; i < threads; i++) {
                int first = i;
                clients.add(() -> client(first, end));
            }
            for (Future<Long> client : pool.invokeAll(clients)) {
                answered += client.get();
            }
        }
        return answered * 1e9 / (System.nanoTime() - began);
    }

    private long client(int first, long end) throws IOException, InterruptedException {
        long answered = 0;
        for (int call = first; System.nanoTime() < end; call++) {
            byte[] answer = post(bodies.get(call % bodies.size()));
            int priced = count(answer, PRICED);
            if (priced != PER_CALL) {
                throw new IllegalStateException(priced + " of " + PER_CALL + " quotes are priced");
            }
            answered += priced;
        }
        return answered;
    }

    private byte[] post(byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(quotes)
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(quotes + " answered " + response.statusCode() + ": "
                    + new String(response.body(), StandardCharsets.UTF_8));
        }
        return response.body();
    }

    private static int count(byte[] text, byte[] word) {
        int count = 0;
        for (int i = 0; i + word.length <= text.length; i++) {
            int matched = 0;
            while (matched < word.length && text[i + matched] == word[matched]) {
                matched++;
            }
            if (matched == word.length) {
                count++;
                i += word.length - 1;
            }
        }
        return count;
    }
}
