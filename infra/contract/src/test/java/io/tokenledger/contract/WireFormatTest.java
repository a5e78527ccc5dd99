package io.tokenledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WireFormatTest {
    private static final MeteredUsage USAGE = new MeteredUsage(
                    "acme",
                    "checkout-bot",
                    "8c6f",
                    "io.tokenledger.usage.v1",
                    new UUID(0, 0),
                    Instant.parse("2026-11-20T10:15:30.000123Z"),
                    Instant.parse("2026-11-20T10:15:31Z"),
                    "openai",
                    "o4-mini-2025-04-16",
                    "standard",
                    "eu",
                    "high",
                    "search",
                    "ranker",
                    "checkout-bot",
                    "prod",
                    "u42",
                    Map.of("feature", "summarise"),
                    Meters.builder()
                            .set(Meter.INPUT, 200)
                            .set(Meter.CACHED_INPUT, 1000)
                            .set(Meter.OUTPUT, 288)
                            .set(Meter.REASONING, 512)
                            .set(Meter.REQUESTS, 1)
                            .build(),
                    Provenance.PROVIDER,
                    Provenance.COUNTED,
                    Set.of(),
                    false,
                    null,
                    Measured.NOTHING)
            .fingerprinted();

    /** Worked out by an independent script over the length-prefixed parts; a change would turn every replay into a conflict. */
    private static final String FINGERPRINT = "57ebef26-e7a5-519a-20cc-8ec32d0b716c";

    private static final String FINGERPRINT_OF_A_TOOL_CALL = "cd44f812-d274-6d08-4250-8081ba6b0f63";

    private static final String FINGERPRINT_OF_AN_ABORTED_STREAM = "0a330f6f-935a-1efe-6ade-ea454c752500";

    private static final RejectedEvent REJECTED = new RejectedEvent(
            "usage.events.v1/3/1234/0",
            "acme",
            "count.negative",
            "input_tokens is -5; a count must not be negative",
            Topics.USAGE_EVENTS,
            3,
            1234L,
            0,
            "checkout-bot",
            "8c6f",
            "io.tokenledger.usage.v1",
            Instant.parse("2026-11-20T10:15:31Z"),
            321,
            "{\"data\":{\"tenant\":\"acme\"}}");

    @Test
    void fingerprintOfAKnownEventNeverChanges() {
        assertThat(USAGE.fingerprint()).hasToString(FINGERPRINT);
    }

    @Test
    void identityOfAKnownEventNeverChanges() {
        // printf '\0\0\0\014checkout-bot\0\0\0\0048c6f' | sha256sum
        assertThat(USAGE.eventKey()).hasToString("fe5a051a-5f3d-f3ba-2be8-0c1fbae4cae2");
    }

    @Test
    void meteredUsageIsWrittenAsTheGoldenJson() throws Exception {
        assertThat(text(MeteredUsageJson.write(USAGE))).isEqualTo(golden("metered-usage.json"));
        assertThat(schema("metered-usage.schema.json").validate(golden("metered-usage.json"), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void goldenMeteredUsageIsReadBack() throws Exception {
        assertThat(MeteredUsageJson.read(bytes(golden("metered-usage.json")))).isEqualTo(USAGE);
    }

    @Test
    void whatARequestMadeUseOfAndItsRepeatedPrefixAreWrittenAndReadBack() throws Exception {
        String json = resource("/golden/metered-usage-of-a-tool-call.json")
                .strip()
                .replace("%FINGERPRINT%", FINGERPRINT_OF_A_TOOL_CALL);
        MeteredUsage usage = MeteredUsageJson.read(bytes(json));
        assertThat(usage.capabilitiesUsed()).containsExactly(Capability.IMAGES, Capability.TOOLS);
        assertThat(usage.measured().repeatedPrefixTokens()).isEqualTo(512);
        assertThat(usage.fingerprinted()).isEqualTo(usage);
        assertThat(text(MeteredUsageJson.write(usage))).isEqualTo(json);
        assertThat(schema("metered-usage.schema.json").validate(json, InputFormat.JSON))
                .isEmpty();
        assertThat(USAGE.measured().repeatedPrefixTokens()).isNull();
        assertThat(text(MeteredUsageJson.write(USAGE))).doesNotContain("capabilities", "repeated");
    }

    @Test
    void whatOthersSayThatItCostAndWhatWasMeasuredIsWrittenAndReadBack() throws Exception {
        String json = resource("/golden/metered-usage-of-an-aborted-stream.json")
                .strip()
                .replace("%FINGERPRINT%", FINGERPRINT_OF_AN_ABORTED_STREAM);
        MeteredUsage usage = MeteredUsageJson.read(bytes(json));
        assertThat(usage.aborted()).isTrue();
        assertThat(usage.providerStatedCost()).isEqualTo(new StatedCost("openrouter", new BigInteger("25265000000")));
        assertThat(usage.measured())
                .isEqualTo(new Measured(
                        512L,
                        new TokenCount(1190, Provenance.COUNTED),
                        new TokenCount(301, Provenance.ESTIMATED),
                        499L));
        assertThat(usage.fingerprinted()).isEqualTo(usage);
        assertThat(text(MeteredUsageJson.write(usage))).isEqualTo(json);
        assertThat(schema("metered-usage.schema.json").validate(json, InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void whatIsNoCapabilityOrNoMeasurementIsRefused() throws Exception {
        for (String wrong : new String[] {
            "\"capabilities_used\":[\"vision\"]",
            "\"capabilities_used\":[7]",
            "\"capabilities_used\":[[\"tools\"]]",
            "\"capabilities_used\":\"tools\"",
            "\"repeated_prefix_tokens\":-1",
            "\"repeated_prefix_tokens\":1.5",
            "\"repeated_prefix_tokens\":null",
            "\"aborted\":1",
            "\"provider_stated_cost\":{\"by\":\"x\",\"amount\":\"-1\",\"currency\":\"USD\"}",
            "\"provider_stated_cost\":{\"by\":\"x\",\"amount\":\"0.0000000000001\",\"currency\":\"USD\"}",
            "\"provider_stated_cost\":{\"by\":\"x\",\"amount\":1,\"currency\":\"USD\"}",
            "\"provider_stated_cost\":{\"by\":\"x\",\"amount\":\"1\",\"currency\":\"EUR\"}",
            "\"provider_stated_cost\":{\"by\":\"x\",\"currency\":\"USD\"}",
            "\"text_tokens\":{\"input\":{\"tokens\":-1,\"provenance\":\"counted\"}}",
            "\"text_tokens\":{\"input\":{\"tokens\":1}}",
            "\"text_tokens\":{\"both\":{\"tokens\":1,\"provenance\":\"counted\"}}",
            "\"reasoning_at_most\":-1"
        }) {
            String json = golden("metered-usage.json").replaceFirst("}$", "," + wrong + "}");
            assertThatThrownBy(() -> MeteredUsageJson.read(bytes(json)))
                    .as(wrong)
                    .isInstanceOf(UnreadableRecordException.class);
            assertThat(schema("metered-usage.schema.json").validate(json, InputFormat.JSON))
                    .as(wrong)
                    .isNotEmpty();
        }
    }

    @Test
    void absentAttributionIsLeftOutAndReadAsNull() throws Exception {
        String bare = golden("metered-usage.json")
                .replaceAll("\"(region|reasoning_effort|team|project|app|environment|user)\":\"[^\"]*\",", "")
                .replaceAll("\"tags\":\\{[^}]*},", "");
        MeteredUsage usage = MeteredUsageJson.read(bytes(bare));
        assertThat(usage.team()).isNull();
        assertThat(usage.tags()).isEmpty();
        assertThat(text(MeteredUsageJson.write(usage))).isEqualTo(bare);
        assertThat(schema("metered-usage.schema.json").validate(bare, InputFormat.JSON))
                .isEmpty();
        assertThat(usage.fingerprinted().fingerprint()).isNotEqualTo(USAGE.fingerprint());
    }

    @Test
    void rejectedEventIsWrittenAsTheGoldenJsonAndReadBack() throws Exception {
        assertThat(text(RejectedEventJson.write(REJECTED))).isEqualTo(golden("rejected-event.json"));
        assertThat(RejectedEventJson.read(bytes(golden("rejected-event.json")))).isEqualTo(REJECTED);
        assertThat(schema("rejected-event.schema.json").validate(golden("rejected-event.json"), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void schemaKnowsEveryMeter() throws Exception {
        var allMeters = Meters.builder();
        for (Meter meter : Meter.builtIn()) {
            allMeters.set(meter, 7);
        }
        String json =
                golden("metered-usage.json").replaceAll("\"meters\":\\{[^}]*}", "\"meters\":{" + everyMeterIs(7) + "}");
        assertThat(schema("metered-usage.schema.json").validate(json, InputFormat.JSON))
                .isEmpty();
        assertThat(MeteredUsageJson.read(bytes(json)).meters()).isEqualTo(allMeters.build());
    }

    @Test
    void recordWithoutAFieldIsRefusedByName() throws Exception {
        for (String field :
                new String[] {"tenant", "source", "id", "fingerprint", "occurred_at", "model", "provenance"}) {
            String without = golden("metered-usage.json").replace("\"" + field + "\":", "\"not_" + field + "\":");
            assertThatThrownBy(() -> MeteredUsageJson.read(bytes(without)))
                    .isInstanceOf(UnreadableRecordException.class)
                    .hasMessageContaining("'" + field);
        }
    }

    @Test
    void countThatIsNoNonNegativeIntegerIsRefused() throws Exception {
        for (String count : new String[] {"-1", "1.5", "\"7\"", "1e400", "99999999999999999999", "null"}) {
            String wrong = golden("metered-usage.json").replace("\"input\":200", "\"input\":" + count);
            assertThatThrownBy(() -> MeteredUsageJson.read(bytes(wrong)))
                    .as(count)
                    .isInstanceOf(UnreadableRecordException.class);
        }
    }

    private static String everyMeterIs(long quantity) {
        var json = new StringBuilder();
        for (Meter meter : Meter.builtIn()) {
            json.append(json.isEmpty() ? "\"" : ",\"")
                    .append(meter.id())
                    .append("\":")
                    .append(quantity);
        }
        return json.toString();
    }

    private static String golden(String name) throws IOException {
        return resource("/golden/" + name).strip().replace("%FINGERPRINT%", FINGERPRINT);
    }

    private static JsonSchema schema(String name) throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(resource("/io/tokenledger/contract/" + name));
    }

    private static String resource(String path) throws IOException {
        try (InputStream stream = Objects.requireNonNull(WireFormatTest.class.getResourceAsStream(path), path)) {
            return text(stream.readAllBytes());
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
