package io.tokenledger.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.contract.Meter;
import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.contract.MeteredUsageJson;
import io.tokenledger.contract.RejectedEvent;
import io.tokenledger.contract.RejectedEventJson;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.SafeText;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quicktheories.QuickTheory;
import org.quicktheories.generators.SourceDSL;

/** Golden events, torn and twisted: nothing throws, nothing is negative, everything has an outcome that can be stored. */
class MangledPayloadTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Pieces that hurt: of JSON, of numbers, of text. */
    private static final String[] SPLINTERS = {
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "\\",
        "null",
        "true",
        "-1",
        "0",
        "1.5",
        "1e400",
        "1e-400",
        "-0",
        "NaN",
        "99999999999",
        "99999999999999999999999",
        "\"\\u0000\"",
        "\"\\ud800\"",
        "\"\"",
        "[]",
        "{}",
        "[[[[",
        "\u0000",
        "€",
        "\uD83D\uDE00",
        "tenant",
        "\"usage\":",
        "input_tokens",
        "cached_input_tokens",
        "response",
        "2026-99-99"
    };

    private static final String[] VALUES = {
        "null",
        "true",
        "-1",
        "0",
        "1",
        "7",
        "64",
        "1.5",
        "1e400",
        "10000000000",
        "10000000001",
        "99999999999999999999",
        "\"\"",
        "\" \"",
        "\"7\"",
        "\"\\u0000\"",
        "\"2026-11-20T10:15:30Z\"",
        "[]",
        "{}",
        "[1]",
        "{\"a\":1}",
        "[[{}]]"
    };

    private static final byte[][] GOLDEN = golden();

    @Test
    @Timeout(120)
    void noMangledPayloadThrowsOrIsMeteredWrong() {
        var accepted = new AtomicInteger();
        var rejected = new AtomicInteger();
        long propertySeed = System.nanoTime();
        System.out.println("mangled payloads: seed " + propertySeed);
        QuickTheory.qt()
                .withFixedSeed(propertySeed)
                .withExamples(20_000)
                .withShrinkCycles(100)
                .forAll(
                        SourceDSL.longs().all(),
                        SourceDSL.integers().between(0, GOLDEN.length - 1),
                        SourceDSL.integers().between(1, 6))
                .checkAssert((seed, file, wounds) -> {
                    for (Outcome outcome : Deliveries.process(wounded(GOLDEN[file], new Random(seed), wounds))
                            .outcomes()) {
                        check(outcome);
                        (outcome instanceof Outcome.Accepted ? accepted : rejected).incrementAndGet();
                    }
                });
        System.out.printf("mangled payloads: %d accepted, %d rejected%n", accepted.get(), rejected.get());
        assertThat(accepted.get()).isPositive();
        assertThat(rejected.get()).isPositive();
    }

    private static byte[] wounded(byte[] golden, Random random, int wounds) {
        return random.nextBoolean() ? mangled(golden, random, wounds) : twisted(golden, random, wounds);
    }

    /** Still JSON, with other values in some of its fields. */
    private static byte[] twisted(byte[] golden, Random random, int wounds) {
        try {
            JsonNode event = JSON.readTree(golden);
            List<JsonNode> objects = objects(event, new ArrayList<>());
            for (int i = 0; i < wounds; i++) {
                var object = (ObjectNode) objects.get(random.nextInt(objects.size()));
                List<String> keys = new ArrayList<>();
                object.fieldNames().forEachRemaining(keys::add);
                if (!keys.isEmpty()) {
                    object.set(
                            keys.get(random.nextInt(keys.size())),
                            JSON.readTree(VALUES[random.nextInt(VALUES.length)]));
                }
            }
            return JSON.writeValueAsBytes(event);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<JsonNode> objects(JsonNode node, List<JsonNode> found) {
        if (node.isObject()) {
            found.add(node);
        }
        node.forEach(child -> objects(child, found));
        return found;
    }

    private static byte[] mangled(byte[] golden, Random random, int wounds) {
        ByteBuffer body = ByteBuffer.wrap(golden);
        for (int i = 0; i < wounds && body.hasRemaining(); i++) {
            int at = random.nextInt(body.remaining());
            int gap = Math.min(body.remaining() - at, random.nextInt(8));
            byte[] splinter = random.nextInt(4) == 0
                    ? new byte[] {(byte) random.nextInt(256)}
                    : SPLINTERS[random.nextInt(SPLINTERS.length)].getBytes(StandardCharsets.UTF_8);
            byte[] next = ByteBuffer.allocate(body.remaining() - gap + splinter.length)
                    .put(body.slice(0, at))
                    .put(splinter)
                    .put(body.slice(at + gap, body.remaining() - at - gap))
                    .array();
            body = ByteBuffer.wrap(next);
        }
        return random.nextInt(20) == 0
                ? ("[" + new String(body.array(), StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8)
                : body.array();
    }

    private static void check(Outcome outcome) {
        try {
            switch (outcome) {
                case Outcome.Accepted(MeteredUsage usage) -> checkUsage(usage);
                case Outcome.Rejected(IngestError error, RejectedEvent event, Throwable defect) -> {
                    assertThat(defect).isNull();
                    assertThat(error).isNotEqualTo(IngestError.EVENT_UNPROCESSABLE);
                    checkRejection(event);
                }
            }
        } catch (Exception e) {
            throw new AssertionError(outcome.toString(), e);
        }
    }

    private static void checkUsage(MeteredUsage usage) throws Exception {
        for (Meter meter : Meter.builtIn()) {
            assertThat(usage.meters().quantity(meter)).isBetween(0L, 2 * JsonFields.MAX_COUNT);
        }
        assertThat(usage.meters().quantity(Meter.REQUESTS)).isPositive();
        assertThat(MeteredUsageJson.read(MeteredUsageJson.write(usage))).isEqualTo(usage);
    }

    private static void checkRejection(RejectedEvent event) throws Exception {
        assertThat(RejectedEventJson.read(RejectedEventJson.write(event))).isEqualTo(event);
        assertThat(event.detail()).isNotBlank();
        for (String text : new @Nullable String[] {
            event.tenant(), event.detail(), event.eventId(), event.eventSource(), event.eventType(), event.payload()
        }) {
            assertThat(text == null ? -1 : SafeText.firstInvalid(text)).isEqualTo(-1);
        }
        if (event.payload() != null) {
            assertThat(JSON.readTree(event.payload())).isNotNull();
        }
    }

    private static byte[][] golden() {
        try {
            List<byte[]> events = new ArrayList<>();
            for (Path event : GoldenTest.events()) {
                // Without white space, so that a wound hits something.
                events.add(JSON.writeValueAsBytes(JSON.readTree(Files.readAllBytes(event))));
            }
            return events.toArray(byte[][]::new);
        } catch (IOException | URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
