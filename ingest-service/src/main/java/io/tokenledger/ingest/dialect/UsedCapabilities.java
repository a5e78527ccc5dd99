package io.tokenledger.ingest.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.contract.Capability;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import io.tokenledger.ingest.rejection.SafeText;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a request made use of, as far as the event shows it: by the sender's word in {@code data.capabilities_used}, and
 * by the kinds of the messages, parts and output items that came. Kinds only: no text is looked at. What the counts tell
 * beside is {@link Capability#impliedBy}.
 */
public final class UsedCapabilities {
    private static final String FIELD = "capabilities_used";
    private static final String NAMES =
            Arrays.stream(Capability.values()).map(Capability::id).collect(Collectors.joining(", "));

    private final Set<Capability> used = EnumSet.noneOf(Capability.class);

    private UsedCapabilities() {}

    /**
     * What is stated and shown.
     *
     * @param content what was said, in the sender's form and the provider's
     * @param response the provider's own object; null where the dialect has none
     */
    public static Set<Capability> of(JsonFields data, Content content, @Nullable JsonNode response) throws Refusal {
        var capabilities = new UsedCapabilities();
        capabilities.addStated(data);
        capabilities.addShown(content.messages());
        capabilities.addShown(content.output());
        if (response != null) {
            capabilities.addShown(response.get("choices"));
            capabilities.addShown(response.get("output"));
            capabilities.addTools(isFilledArray(response.path("tools")));
        }
        return Capability.ofBits(Capability.bits(capabilities.used));
    }

    private void addStated(JsonFields data) throws Refusal {
        JsonNode stated = data.present(FIELD);
        if (stated == null) {
            return;
        }
        if (!stated.isArray()) {
            throw data.wrongType(FIELD, stated, "an array of texts");
        }
        for (int i = 0; i < stated.size(); i++) {
            String place = FIELD + "[" + i + "]";
            if (!stated.get(i).isTextual()) {
                throw data.wrongType(place, stated.get(i), "a text");
            }
            used.add(named(stated.get(i).textValue(), data.pathOf(place)));
        }
    }

    private static Capability named(String name, String place) throws Refusal {
        try {
            return Capability.byId(name);
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    IngestError.CAPABILITY_UNKNOWN,
                    place + " is " + SafeText.quoted(name) + ": it is to be one of " + NAMES);
        }
    }

    /** Messages, choices, output items and their parts. */
    private void addShown(@Nullable JsonNode node) {
        if (node == null) {
            return;
        }
        if (node.isArray()) {
            node.forEach(this::addShown);
        } else if (node.isObject()) {
            addKind(node.path("type").asText(""));
            addTools(isToolMark(node));
            if (node.path("audio").isObject()) {
                used.add(Capability.AUDIO);
            }
            addShown(node.get("message"));
            addShown(node.get("content"));
            addShown(node.get("output"));
        }
    }

    /** The kind of a part (OpenAI, Anthropic) or of an output item; one that is not known shows nothing. */
    private void addKind(String kind) {
        switch (kind) {
            case "image", "image_url", "input_image", "image_file" -> used.add(Capability.IMAGES);
            case "audio", "audio_url", "input_audio", "output_audio" -> used.add(Capability.AUDIO);
            case "tool_use", "tool_result", "server_tool_use", "tool_search_output", "mcp_list_tools" ->
                used.add(Capability.TOOLS);
            default -> addTools(kind.endsWith("_call") || kind.endsWith("_call_output") || kind.startsWith("mcp_"));
        }
    }

    /** A message that calls tools or answers a call, or a choice that ended in one. */
    private static boolean isToolMark(JsonNode node) {
        String role = node.path("role").asText("");
        String finish = node.path("finish_reason").asText("");
        return role.equals("tool")
                || role.equals("function")
                || finish.equals("tool_calls")
                || finish.equals("function_call")
                || node.path("function_call").isObject()
                || isFilledArray(node.path("tool_calls"))
                || isFilledArray(node.path("executed_tools"));
    }

    private void addTools(boolean shown) {
        if (shown) {
            used.add(Capability.TOOLS);
        }
    }

    private static boolean isFilledArray(JsonNode node) {
        return node.isArray() && !node.isEmpty();
    }
}
