package io.tokenledger.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.contract.RejectedEvent;
import io.tokenledger.ingest.event.Delivery;
import io.tokenledger.ingest.event.Origin;
import io.tokenledger.ingest.prefix.PrefixMemory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Deliveries for tests, and the outcomes of the pipeline that runs with its defaults. */
public final class Deliveries {
    public static final Instant RECEIVED_AT = Instant.parse("2026-11-20T12:00:00Z");

    private static final Pipeline PIPELINE = pipeline();

    private Deliveries() {}

    /** A pipeline with its defaults, which has seen no prompt yet. */
    public static Pipeline pipeline() {
        return new Pipeline(Limits.DEFAULT, new PrefixMemory(10_000, Duration.ofHours(1)));
    }

    public static Delivery record(byte[] body, Map<String, String> attributes) {
        return new Delivery(new Origin.KafkaRecord("usage.events.v1", 3, 42), RECEIVED_AT, attributes, body, null);
    }

    public static Delivery record(String body) {
        return record(body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    public static Intake process(byte[] body) {
        return PIPELINE.process(record(body, Map.of()));
    }

    public static Intake process(String body) {
        return PIPELINE.process(record(body));
    }

    public static List<? extends Outcome> outcomes(String body) {
        return process(body).outcomes();
    }

    public static MeteredUsage accepted(String body) {
        Outcome outcome = outcomes(body).getFirst();
        assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
        return ((Outcome.Accepted) outcome).usage();
    }

    public static Outcome.Rejected rejected(String body) {
        Outcome outcome = outcomes(body).getFirst();
        assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
        return (Outcome.Rejected) outcome;
    }

    /** A native event with this in place of its usage. */
    public static String withUsage(String usage) {
        return withData("\"tenant\":\"acme\",\"provider\":\"openai\",\"model\":\"o4-mini\",\"usage\":" + usage);
    }

    /** A native event whose data has these fields. */
    public static String withData(String fields) {
        return """
                {"specversion":"1.0","id":"e-1","source":"tests","type":"io.tokenledger.usage.v1",
                 "time":"2026-11-20T10:15:30Z","data":{%s}}""".formatted(fields);
    }

    /** A good native event whose envelope has these fields after, or instead of, the usual ones. */
    public static String withEnvelope(String fields) {
        return "{" + fields
                + ",\"data\":{\"tenant\":\"acme\",\"provider\":\"openai\",\"model\":\"o4-mini\","
                + "\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}}";
    }

    /** The body is one rejection with that code, whose detail holds that text. */
    public static void assertRejected(String body, String code, String detail) {
        assertThat(outcomes(body)).hasSize(1);
        RejectedEvent event = rejected(body).event();
        assertThat(event.code()).isEqualTo(code);
        assertThat(event.detail()).contains(detail);
        assertThat(event.payloadBytes()).isEqualTo(body.getBytes(StandardCharsets.UTF_8).length);
        assertThat(event.rejectionId()).startsWith("usage.events.v1/3/42");
    }
}
