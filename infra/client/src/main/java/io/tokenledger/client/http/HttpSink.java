package io.tokenledger.client.http;

import io.tokenledger.client.Delivery;
import io.tokenledger.client.OutgoingEvent;
import io.tokenledger.client.Sink;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code POST /v1/events} of ingest-service. Only its 202 counts as delivered: it is given after Kafka has acknowledged. 400,
 * 413 and 422 are about what was sent; everything else, a redirect or a wrong key included, is tried again until it works.
 */
public final class HttpSink implements Sink {
    private static final byte[] OPEN = {'['};
    private static final byte[] COMMA = {','};
    private static final byte[] CLOSE = {']'};

    private final URI events;
    private final Map<String, String> headers;
    private final Duration timeout;
    private final int batchEvents;
    private final long batchBytes;
    private final HttpClient http;

    private HttpSink(Builder options) {
        events = options.events;
        headers = Map.copyOf(options.headers);
        timeout = options.timeout;
        batchEvents = options.batchEvents;
        batchBytes = options.batchBytes;
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    /** With the defaults. */
    public static HttpSink to(URI ingest) {
        return builder(ingest).build();
    }

    /**
     * With settings.
     *
     * @param ingest base URL of ingest-service, such as {@code http://127.0.0.1:8081}
     */
    public static Builder builder(URI ingest) {
        return new Builder(ingest);
    }

    @Override
    public Delivery deliver(List<OutgoingEvent> batch) throws InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(request(batch), BodyHandlers.ofByteArray());
        try {
            // The request's own timeout ends with the answer's headers; this one is for its body too.
            HttpResponse<byte[]> response = answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return verdict(response, batch);
        } catch (TimeoutException e) {
            return new Delivery.Unavailable(events + " has not answered within " + timeout);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new Delivery.Unavailable(events + " cannot be reached: " + cause);
        } finally {
            answer.cancel(true);
        }
    }

    private HttpRequest request(List<OutgoingEvent> batch) {
        var parts = new ArrayList<byte[]>(2 * batch.size() + 1);
        byte[] before = OPEN;
        for (OutgoingEvent event : batch) {
            parts.add(before);
            parts.add(event.json());
            before = COMMA;
        }
        parts.add(CLOSE);
        HttpRequest.Builder request = HttpRequest.newBuilder(events)
                .header("Content-Type", "application/cloudevents-batch+json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofByteArrays(parts));
        headers.forEach(request::setHeader);
        return request.build();
    }

    private Delivery verdict(HttpResponse<byte[]> response, List<OutgoingEvent> batch) {
        try {
            return switch (response.statusCode()) {
                case 202 -> Answer.receipt(response.body(), batch);
                case 400, 413, 422 -> Answer.problem(response.statusCode(), response.body());
                default -> new Delivery.Unavailable(events + " answers " + response.statusCode());
            };
        } catch (IOException e) {
            return new Delivery.Unavailable(
                    events + " answers " + response.statusCode() + " and not as ingest does: " + e.getMessage());
        }
    }

    @Override
    public int maxBatchEvents() {
        return batchEvents;
    }

    @Override
    public long maxBatchBytes() {
        return batchBytes;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /** The settings; each has a default. */
    public static final class Builder {
        private final URI events;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private Duration timeout = Duration.ofSeconds(10);
        private int batchEvents = 500;
        private long batchBytes = 1024 * 1024;

        private Builder(URI ingest) {
            String base = ingest.toString();
            events = URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/v1/events");
            if (!"http".equals(events.getScheme()) && !"https".equals(events.getScheme())) {
                throw new IllegalArgumentException("the URL of ingest is " + ingest + ": it begins with http or https");
            }
        }

        /** A header of every request, such as {@code Authorization}. */
        public Builder header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        /** How long a request may take, its answer included; 10 s unless it is said. */
        public Builder timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        /** Most events and bytes of a request; 500 and 1 MiB unless it is said. Ingest takes up to 10,000 and 32 MiB. */
        public Builder batch(int events, long bytes) {
            batchEvents = events;
            batchBytes = bytes;
            return this;
        }

        public HttpSink build() {
            return new HttpSink(this);
        }
    }
}
