package io.tokenledger.e2e.alert;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A webhook's other end, as its owner would write it: checks the signature by the specification (Standard Webhooks: HMAC-SHA256
 * over id, timestamp and body), keeps what was signed, and now and then fails.
 */
final class AlertReceiver implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ConcurrentLinkedQueue<Delivery> taken = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();
    private final AtomicInteger failing = new AtomicInteger();
    private final Random random;
    private volatile @Nullable String secret;

    /** One that was answered with 200. */
    record Delivery(String noticeId, String alertId, String event, String subject, String threshold, Instant at) {}

    AlertReceiver(long seed) throws IOException {
        random = new Random(seed);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(threads);
        server.createContext("/alerts", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/alerts";
    }

    /** What the channel was created with. */
    void secret(String shown) {
        secret = shown;
    }

    /** So many of a hundred are answered with 503 from now on, half of them after they were kept. */
    void failing(int percent) {
        failing.set(percent);
    }

    List<Delivery> taken() {
        return new ArrayList<>(taken);
    }

    /** What was wrong with a request; empty where all was well. */
    List<String> complaints() {
        return new ArrayList<>(complaints);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String id = exchange.getRequestHeaders().getFirst("webhook-id");
            String timestamp = exchange.getRequestHeaders().getFirst("webhook-timestamp");
            String signatures = exchange.getRequestHeaders().getFirst("webhook-signature");
            String text = new String(body, StandardCharsets.UTF_8);
            if (id == null || timestamp == null || signatures == null || !isSigned(id, timestamp, text, signatures)) {
                complaints.add("not signed by the secret: " + id + " " + timestamp + " " + signatures);
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            boolean fails = chance(failing.get());
            if (!fails || chance(50)) {
                JsonPath notice = JsonPath.from(text);
                taken.add(new Delivery(
                        id,
                        notice.getString("alert_id"),
                        notice.getString("event"),
                        notice.getString("subject.name"),
                        notice.getString("figures.threshold"),
                        Instant.now()));
            }
            exchange.sendResponseHeaders(fails ? 503 : 200, -1);
        }
    }

    private boolean chance(int percent) {
        synchronized (random) {
            return random.nextInt(100) < percent;
        }
    }

    private boolean isSigned(String id, String timestamp, String body, String signatures) {
        String key = secret;
        if (key == null) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(key.replaceFirst("^whsec_", "")), "HmacSHA256"));
            String expected = Base64.getEncoder()
                    .encodeToString(mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8)));
            return List.of(signatures.split(" ")).contains("v1," + expected);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
