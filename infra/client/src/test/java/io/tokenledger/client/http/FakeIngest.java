package io.tokenledger.client.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tokenledger.client.TestEvents;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server in ingest's place, which answers as it is told. */
final class FakeIngest implements AutoCloseable {
    /** What it does with a request that it has read. */
    interface Conduct {
        void answer(HttpExchange exchange, JsonNode batch) throws IOException, InterruptedException;
    }

    private final List<String> ids = new ArrayList<>();
    private final List<JsonNode> requests = new ArrayList<>();
    private final List<String> contentTypes = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Conduct conduct = this::accept;
    private HttpServer server;
    private final int port;

    FakeIngest() throws IOException {
        server = serve(0);
        port = server.getAddress().getPort();
    }

    private HttpServer serve(int onPort) throws IOException {
        HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), onPort), 0);
        started.setExecutor(threads);
        started.createContext("/v1/events", exchange -> {
            JsonNode batch = TestEvents.JSON.readTree(exchange.getRequestBody().readAllBytes());
            synchronized (ids) {
                requests.add(batch);
                contentTypes.add(exchange.getRequestMethod() + " "
                        + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                        + exchange.getRequestHeaders().getFirst("Authorization"));
            }
            try (exchange) {
                conduct.answer(exchange, batch);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        started.start();
        return started;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    void from(Conduct now) {
        conduct = now;
    }

    /** 202 for all. */
    void accept(HttpExchange exchange, JsonNode batch) throws IOException {
        book(batch);
        answer(exchange, 202, "{\"accepted\":" + batch.size() + ",\"rejected\":[]}");
    }

    void book(JsonNode batch) {
        synchronized (ids) {
            batch.forEach(event -> ids.add(event.path("id").textValue()));
        }
    }

    static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    static Conduct answers(int status, String body) {
        return (exchange, batch) -> answer(exchange, status, body);
    }

    void die() {
        server.stop(0);
    }

    void comeBack() throws IOException {
        server = serve(port);
    }

    /** The ids of the events that it has booked, repetitions included. */
    List<String> ids() {
        synchronized (ids) {
            return List.copyOf(ids);
        }
    }

    List<JsonNode> requests() {
        synchronized (ids) {
            return List.copyOf(requests);
        }
    }

    List<String> heads() {
        synchronized (ids) {
            return List.copyOf(contentTypes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
