package io.tokenledger.ingest.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The text that definitions of tools become: functions of a TypeScript namespace, with the descriptions as comments. It is
 * what models repeat when asked, as written down by others (hmarr/openai-chat-tokens, 2023); OpenAI publishes no
 * rule. Always an estimate: measured against the API's counts in docs/token-counts.md.
 */
final class ToolDefinitions {
    /** What stands before a function, and is cut into tokens with its beginning. */
    private static final String BETWEEN = ";\n\n";

    /** What stands around the functions. */
    static final String NAMESPACE = "namespace functions" + BETWEEN + "} // namespace functions";

    /** Where the definitions share a message with the instructions, the frame of a message of their own falls away. */
    static final int SHARED_WITH_SYSTEM = 4;

    /** Tokens of a choice of one function, beside its name; of the choice of none. Measured, as the calls' are. */
    static final int CHOICE_OF_ONE = 7;

    static final int CHOICE_OF_NONE = 1;

    private static final int DESCRIBED_DEPTH = 2;

    private ToolDefinitions() {}

    /** One function, from {@code {"type":"function","function":{…}}} or the function itself, with what stands before it. */
    static String function(JsonNode tool) {
        JsonNode function = tool.has("function") ? tool.path("function") : tool;
        var text = new StringBuilder(BETWEEN);
        comment(function, text);
        text.append("type ").append(function.path("name").asText());
        JsonNode parameters = function.path("parameters");
        if (parameters.path("properties").isEmpty()) {
            return text.append(" = () => any").toString();
        }
        text.append(" = (_: {\n");
        properties(parameters, 0, text);
        return text.append("\n}) => any").toString();
    }

    private static void comment(JsonNode described, StringBuilder text) {
        String description = described.path("description").asText("");
        if (!description.isEmpty()) {
            text.append("// ").append(description).append('\n');
        }
    }

    private static void properties(JsonNode schema, int depth, StringBuilder text) {
        Set<String> required = new HashSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        String between = "";
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            text.append(between).append(" ".repeat(depth));
            between = "\n";
            if (depth < DESCRIBED_DEPTH) {
                comment(property.getValue(), text);
            }
            text.append(property.getKey()).append(required.contains(property.getKey()) ? ": " : "?: ");
            type(property.getValue(), depth, text);
            text.append(',');
        }
    }

    private static void type(JsonNode schema, int depth, StringBuilder text) {
        if (schema.path("enum").isArray()) {
            String between = "";
            for (JsonNode value : schema.path("enum")) {
                text.append(between).append(value);
                between = " | ";
            }
            return;
        }
        switch (schema.path("type").asText("")) {
            case "string" -> text.append("string");
            case "number", "integer" -> text.append("number");
            case "boolean" -> text.append("boolean");
            case "null" -> text.append("null");
            case "array" -> {
                type(schema.path("items"), depth, text);
                text.append("[]");
            }
            case "object" -> {
                text.append("{\n");
                properties(schema, depth + 2, text);
                text.append("\n}");
            }
            default -> text.append("any");
        }
    }
}
