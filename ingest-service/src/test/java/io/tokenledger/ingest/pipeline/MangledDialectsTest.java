package io.tokenledger.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.contract.Meter;
import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.contract.MeteredUsageJson;
import io.tokenledger.contract.RejectedEventJson;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.IngestError;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What providers send, field by field dropped, nulled, retyped, negated, blown up, nested, doubled and cut: every
 * event of every dialect ends as a usage that can be booked or as a rejection that blames its sender.
 */
class MangledDialectsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int ROUNDS_PER_EVENT = 400;

    /** A split text of the golden files' answers; it must not come out anywhere. */
    private static final String ANSWER = "One tw";

    @Test
    @Timeout(120)
    void noMangledPayloadOfAnyDialectThrowsOrIsMeteredWrong() throws IOException, URISyntaxException {
        long seed = System.nanoTime();
        System.out.println("mangled dialects: seed " + seed);
        var random = new Random(seed);
        var accepted = new TreeMap<String, Integer>();
        var rejected = new TreeMap<String, Integer>();
        for (JsonNode golden : withAliases(GoldenTest.events())) {
            String type = golden.path("type").asText();
            for (int round = 0; round < ROUNDS_PER_EVENT; round++) {
                ObjectNode event = golden.deepCopy();
                for (int wounds = 1 + random.nextInt(3); wounds > 0; wounds--) {
                    mangle(event.path("data"), random);
                }
                String body = event.toString();
                for (Outcome outcome : Deliveries.outcomes(body)) {
                    check(outcome, body);
                    (outcome instanceof Outcome.Accepted ? accepted : rejected).merge(type, 1, Integer::sum);
                }
            }
        }
        System.out.println("mangled dialects: accepted " + accepted + ", rejected " + rejected);
        assertThat(accepted.keySet()).isEqualTo(registeredTypes());
        assertThat(rejected.keySet()).isEqualTo(registeredTypes());
    }

    /** The golden events; a type without one of its own is another name for a form of OpenAI's, and takes theirs. */
    private static List<JsonNode> withAliases(List<Path> files) throws IOException {
        var goldens = new ArrayList<JsonNode>();
        for (Path file : files) {
            goldens.add(JSON.readTree(file.toFile()));
        }
        var types = new TreeSet<String>();
        goldens.forEach(golden -> types.add(golden.path("type").asText()));
        var ofAliases = new ArrayList<JsonNode>();
        for (String type : registeredTypes()) {
            String form = "openai" + type.substring(Math.max(0, type.indexOf('.')));
            if (!types.contains(type)) {
                for (JsonNode golden : goldens) {
                    String of = golden.path("type").asText();
                    if (of.equals(form) || (form.equals("openai.chat") && of.equals("openai.chat.completion"))) {
                        ofAliases.add(((ObjectNode) golden.deepCopy()).put("type", type));
                    }
                }
            }
        }
        goldens.addAll(ofAliases);
        return goldens;
    }

    /** The types that ingest itself lists to a sender who has none of them. */
    private static Set<String> registeredTypes() {
        String event =
                Deliveries.withEnvelope("\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"none\"");
        String detail = Deliveries.rejected(event).event().detail();
        var types = new TreeSet<>(List.of(
                detail.substring(detail.indexOf("one of ") + "one of ".length()).split(", ")));
        assertThat(types).contains("anthropic.message", "openai.response");
        return types;
    }

    private static void check(Outcome outcome, String body) {
        try {
            switch (outcome) {
                case Outcome.Accepted(MeteredUsage usage) -> checkUsage(usage);
                case Outcome.Rejected rejected -> {
                    assertThat(rejected.defect()).isNull();
                    assertThat(rejected.error()).isNotEqualTo(IngestError.EVENT_UNPROCESSABLE);
                    assertThat(rejected.error().blame()).isEqualTo(IngestError.Blame.SENDER);
                    assertThat(rejected.event().detail()).isNotBlank().doesNotContain(ANSWER);
                    assertThat(new String(RejectedEventJson.write(rejected.event()), StandardCharsets.UTF_8))
                            .doesNotContain(ANSWER);
                }
            }
        } catch (Exception | AssertionError e) {
            throw new AssertionError(body, e);
        }
    }

    private static void checkUsage(MeteredUsage usage) throws Exception {
        usage.meters()
                .forEachUsed((meter, quantity) ->
                        assertThat(quantity).as(meter.id()).isBetween(1L, 2 * JsonFields.MAX_COUNT));
        assertThat(usage.meters().quantity(Meter.REQUESTS)).isPositive();
        // The totals hold their parts: each part by itself is at most the total of its side.
        for (Meter meter : Meter.builtIn()) {
            long part = usage.meters().quantity(meter);
            switch (meter.side()) {
                case INPUT_TOKENS ->
                    assertThat(part).isLessThanOrEqualTo(usage.meters().inputTokens());
                case OUTPUT_TOKENS ->
                    assertThat(part).isLessThanOrEqualTo(usage.meters().outputTokens());
                case UNITS -> {}
            }
        }
        byte[] written = MeteredUsageJson.write(usage);
        assertThat(MeteredUsageJson.read(written)).isEqualTo(usage);
        assertThat(new String(written, StandardCharsets.UTF_8)).doesNotContain(ANSWER);
    }

    /** Does one thing to one field or entry, somewhere. */
    private static void mangle(JsonNode data, Random random) {
        List<ContainerNode<?>> containers = containers(data, new ArrayList<>());
        ContainerNode<?> container = containers.get(random.nextInt(containers.size()));
        if (container.isEmpty()) {
            return;
        }
        int at = random.nextInt(container.size());
        if (container instanceof ObjectNode object) {
            Map.Entry<String, JsonNode> field = new ArrayList<>(object.properties()).get(at);
            String name = field.getKey();
            if (random.nextInt(8) == 0) {
                object.remove(name);
            } else if (random.nextInt(8) == 0) {
                List<String> names = new ArrayList<>();
                object.fieldNames().forEachRemaining(names::add);
                object.set(names.get(random.nextInt(names.size())), field.getValue());
            } else {
                object.set(name, mangled(field.getValue(), random));
            }
        } else if (container instanceof ArrayNode array) {
            switch (random.nextInt(4)) {
                case 0 -> array.remove(at);
                case 1 ->
                    array.insert(random.nextInt(array.size() + 1), array.get(at).deepCopy());
                default -> array.set(at, mangled(array.get(at), random));
            }
        }
    }

    private static JsonNode mangled(JsonNode value, Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> NODES.textNode(value.isTextual() ? cut(value.textValue(), random) : value.asText());
            case 3 -> NODES.arrayNode().add(value.deepCopy());
            case 4 -> NODES.objectNode().set("nested", value.deepCopy());
            case 5 -> NODES.numberNode(new BigDecimal(random.nextInt(100) + ".5"));
            case 6 -> NODES.numberNode(new BigDecimal("1e" + (random.nextInt(400) - 100)));
            case 7 -> NODES.numberNode(BigInteger.TEN.pow(random.nextInt(40)));
            case 8 -> NODES.numberNode(value.isNumber() ? -value.longValue() : -1);
            case 9 -> NODES.numberNode(random.nextInt(2000));
            case 10 -> random.nextBoolean() ? NODES.objectNode() : NODES.arrayNode();
            default -> value.isTextual() ? NODES.textNode(cut(value.textValue(), random)) : NODES.textNode("x");
        };
    }

    private static String cut(String text, Random random) {
        return text.substring(0, random.nextInt(text.length() + 1));
    }

    private static List<ContainerNode<?>> containers(JsonNode node, List<ContainerNode<?>> found) {
        if (node instanceof ContainerNode<?> container) {
            found.add(container);
        }
        node.forEach(child -> containers(child, found));
        return found;
    }
}
