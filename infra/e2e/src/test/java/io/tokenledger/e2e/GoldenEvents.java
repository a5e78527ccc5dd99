package io.tokenledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The events of all dialects that ingest's own tests are held against. */
final class GoldenEvents {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LEAST = 60;

    /** Texts by these keys are what somebody said. */
    private static final Set<String> SAID = Set.of(
            "content",
            "text",
            "arguments",
            "thinking",
            "partial_json",
            "output_text",
            "refusal",
            "reasoning",
            "reasoning_content",
            "instructions",
            "signature",
            "gen_ai.input.messages",
            "gen_ai.output.messages",
            "gen_ai.prompt.0.content",
            "gen_ai.completion.0.content");

    private GoldenEvents() {}

    /** Each of them as that tenant's, saying that word wherever something is said, and in a field of its own everywhere. */
    static List<String> saying(String word, String tenant) throws IOException {
        Path folder = LocalStack.home().resolve("ingest-service/src/test/resources/golden");
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(file -> file.toString().endsWith(".event.json"))
                    .sorted()
                    .toList();
        }
        var events = new ArrayList<String>();
        for (Path file : files) {
            ObjectNode event = (ObjectNode) said(JSON.readTree(file.toFile()), word);
            event.put("id", "golden-" + events.size()).put("source", "e2e");
            if (event.path("data") instanceof ObjectNode data && data.has("tenant")) {
                data.put("tenant", tenant);
                events.add(event.toString());
            }
        }
        assertThat(events).hasSizeGreaterThan(LEAST);
        return events;
    }

    private static JsonNode said(JsonNode node, String word) {
        if (node.isObject()) {
            ObjectNode object = JSON.createObjectNode();
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                boolean replaced = field.getValue().isTextual() && SAID.contains(field.getKey());
                boolean isLabel = field.getKey().equals("tags"); // attribution, which is kept
                JsonNode value = isLabel ? field.getValue() : said(field.getValue(), word);
                object.set(field.getKey(), replaced ? JSON.valueToTree(word) : value);
            }
            // Where all are numbers, each is taken for a count, whatever its name.
            boolean onlyNumbers = !node.isEmpty()
                    && node.properties().stream()
                            .allMatch(field -> field.getValue().isNumber());
            return onlyNumbers ? object : object.put("note_of_the_sender", word);
        }
        if (node.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            node.forEach(element -> array.add(said(element, word)));
            return array;
        }
        return node;
    }
}
