package io.tokenledger.bench.dialect;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenledger.ingest.event.Delivery;
import io.tokenledger.ingest.event.Origin;
import io.tokenledger.ingest.pipeline.Limits;
import io.tokenledger.ingest.pipeline.Outcome;
import io.tokenledger.ingest.pipeline.Pipeline;
import io.tokenledger.ingest.prefix.PrefixMemory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Events per second of each dialect on one thread: bytes in, the decision out, nothing published. The events are the largest
 * golden file of each type, a thousand of them with ids of their own. The peer is the native form of the same run.
 */
public final class DialectBench {
    private static final String NATIVE = "io.tokenledger.usage.v1";
    private static final String EVENT = ".event.json";
    private static final int IDS = 1_000;
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path home;
    private final DialectOptions options;
    private final PrintStream out;

    public DialectBench(Path home, DialectOptions options, PrintStream out) {
        this.home = home;
        this.options = options;
        this.out = out;
    }

    /** 0: every event of every dialect was accepted. */
    public int run() throws IOException {
        Map<String, String> events = events();
        out.printf("%-34s %8s %12s %10s %8s%n", "type", "bytes", "events/s", "MB/s", "ratio");
        String own = events.get(NATIVE);
        if (own == null) {
            throw new IllegalStateException("there is no golden event of " + NATIVE);
        }
        double ofNative = perSecond(own);
        for (Map.Entry<String, String> event : events.entrySet()) {
            double rate = event.getKey().equals(NATIVE) ? ofNative : perSecond(event.getValue());
            int bytes = event.getValue().getBytes(StandardCharsets.UTF_8).length;
            out.printf(
                    "%-34s %8d %12.0f %10.1f %8.2f%n",
                    event.getKey(), bytes, rate, rate * bytes / 1e6, rate / ofNative);
        }
        return 0;
    }

    /** The largest golden event of each type that is accepted. */
    private Map<String, String> events() throws IOException {
        var byType = new TreeMap<String, String>();
        Path golden = home.resolve("ingest-service/src/test/resources/golden");
        List<Path> files;
        try (Stream<Path> all = Files.walk(golden)) {
            files = all.filter(file -> file.toString().endsWith(EVENT)).sorted().toList();
        }
        Pipeline pipeline = pipeline();
        for (Path file : files) {
            String event = JSON.readTree(file.toFile()).toString();
            if (pipeline.process(delivery(event.getBytes(StandardCharsets.UTF_8)))
                            .outcomes()
                            .getFirst()
                    instanceof Outcome.Accepted accepted) {
                byType.merge(
                        accepted.usage().type(), event, (one, other) -> one.length() < other.length() ? other : one);
            }
        }
        return byType;
    }

    private double perSecond(String event) {
        var deliveries = new ArrayList<Delivery>();
        for (int i = 0; i < IDS; i++) {
            deliveries.add(delivery(event.replaceFirst("\"id\":\"[^\"]*\"", "\"id\":\"b-" + i + "\"")
                    .getBytes(StandardCharsets.UTF_8)));
        }
        Pipeline pipeline = pipeline();
        rounds(pipeline, deliveries);
        return rounds(pipeline, deliveries);
    }

    private double rounds(Pipeline pipeline, List<Delivery> deliveries) {
        long began = System.nanoTime();
        long until = began + Duration.ofSeconds(options.seconds()).toNanos();
        long events = 0;
        while (System.nanoTime() < until) {
            for (Delivery delivery : deliveries) {
                if (!(pipeline.process(delivery).outcomes().getFirst() instanceof Outcome.Accepted)) {
                    throw new IllegalStateException("an event that was accepted is not any more");
                }
            }
            events += deliveries.size();
        }
        return events * 1e9 / (System.nanoTime() - began);
    }

    private static Pipeline pipeline() {
        return new Pipeline(Limits.DEFAULT, new PrefixMemory(200_000, Duration.ofHours(1)));
    }

    private static Delivery delivery(byte[] body) {
        return new Delivery(new Origin.KafkaRecord("usage.events.v1", 0, 0), NOW, Map.of(), body, null);
    }
}
