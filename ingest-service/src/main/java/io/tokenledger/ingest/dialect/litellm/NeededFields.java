package io.tokenledger.ingest.dialect.litellm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;

/**
 * The part of a payload that is read. The rest (headers, errors with their traces, guardrails, whatever the caller
 * put into the request) may hold what was said, in the names of fields too, so the door leaves it behind before
 * anything can fail.
 */
final class NeededFields {
    private static final Set<String> OF_PAYLOAD = Set.of(
            "id",
            "litellm_call_id",
            "call_type",
            "status",
            "cache_hit",
            "custom_llm_provider",
            "model",
            "model_id",
            "startTime",
            "endTime",
            "response_cost",
            "prompt_tokens",
            "completion_tokens",
            "total_tokens",
            "end_user",
            "messages",
            "modelParameters");

    private static final Set<String> OWN_NAMES = Set.of("team", "project", "app", "environment");

    /** Of objects in the payload, by the path to them; a path that is not here is left behind. */
    private static final Map<String, Set<String>> OF_OBJECT = Map.of(
            "metadata",
            Set.of(
                    "user_api_key_hash",
                    "user_api_key_alias",
                    "user_api_key_team_id",
                    "user_api_key_team_alias",
                    "user_api_key_project_id",
                    "user_api_key_project_alias",
                    "user_api_key_org_id",
                    "user_api_key_org_alias",
                    "user_api_key_user_id",
                    "user_api_key_end_user_id",
                    "usage_object"),
            "metadata.requester_metadata",
            OWN_NAMES,
            "metadata.spend_logs_metadata",
            OWN_NAMES,
            "hidden_params",
            Set.of("usage_object"),
            "model_map_information",
            Set.of("model_map_key"),
            "model_map_information.model_map_value",
            Set.of("litellm_provider"),
            "model_parameters",
            Set.of("service_tier", "reasoning_effort", "tools"),
            "response",
            Set.of("usage", "service_tier", "choices", "output", "content", "text"));

    /** What is no single value: what was said, which goes as a whole wherever an event is kept, and counts. */
    private static final Set<String> CONTAINERS =
            Set.of("messages", "tools", "choices", "output", "content", "text", "usage", "usage_object");

    private NeededFields() {}

    /** The payload without the rest; what is no object, as it is. */
    static JsonNode of(JsonNode payload) {
        return payload.isObject() ? kept(payload, "", OF_PAYLOAD) : payload;
    }

    private static ObjectNode kept(JsonNode node, String path, Set<String> names) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            String inner = path.isEmpty() ? name : path + "." + name;
            Set<String> innerNames = OF_OBJECT.get(inner);
            if (innerNames != null && value.isObject()) {
                kept.set(name, kept(value, inner, innerNames));
            } else if (value.isValueNode()
                    ? innerNames != null || names.contains(name)
                    : names.contains(name) && CONTAINERS.contains(name)) {
                kept.set(name, value);
            } else if (inner.equals("request_tags")) {
                value.valueStream().filter(JsonNode::isValueNode).forEach(kept.withArray(name)::add);
            }
        }
        return kept;
    }
}
