package io.tokenledger.ingest.dialect.litellm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;
import org.jspecify.annotations.Nullable;

/** Puts payloads that LiteLLM sends bare into CloudEvents, the same payload always into the same event. */
public final class LiteLlmEvents {
    /** The CloudEvents type of the payloads. */
    public static final String TYPE = StandardLoggingDialect.TYPE;

    private static final String SOURCE = "litellm";

    private LiteLlmEvents() {}

    /**
     * Whether there is nothing to book: a failed call that used no tokens and cost nothing, or the {@code null} that
     * LiteLLM puts into a batch where it could not build a payload.
     */
    public static boolean isNothing(JsonNode payload) {
        if (payload.isNull()) {
            return true;
        }
        try {
            var call = new LoggedCall(new JsonFields(payload, "payload"));
            return call.isFailure() && !call.isCacheHit() && CallUsage.of(call) == null && GatewayCost.of(call) == null;
        } catch (Refusal e) {
            return false; // The pipeline refuses it for the same reason, and writes that down.
        }
    }

    /**
     * The event of a payload. Its identity is LiteLLM's {@code id}, the id of the provider's response, which is
     * unique within a provider: hence the provider is part of the source. Only the fields that the dialect reads are
     * in it. Retries of a call that fail share an id, so those are told apart by when they began.
     *
     * @param tenant whose it is where the way that it came does not say it; null: nobody says it
     */
    public static ObjectNode event(JsonNode payload, @Nullable String tenant) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0");
        String id = id(payload);
        if (id != null) {
            event.put("id", id);
        }
        String provider = payload.path("custom_llm_provider").asText("");
        event.put("source", provider.isBlank() ? SOURCE : SOURCE + "/" + provider);
        event.put("type", TYPE);
        ObjectNode data = event.putObject("data");
        if (tenant != null) {
            data.put("tenant", tenant);
        }
        data.set("payload", NeededFields.of(payload));
        return event;
    }

    private static @Nullable String id(JsonNode payload) {
        String id = named(payload, "id");
        String call = named(payload, "litellm_call_id");
        String own = id == null ? call : id;
        boolean isFailure = payload.path("status").asText("").equals("failure");
        return own != null && isFailure ? own + "/" + payload.path("startTime").asText("") : own;
    }

    /** LiteLLM writes what it does not know as Python prints it. */
    private static @Nullable String named(JsonNode payload, String name) {
        String text = payload.path(name).asText("");
        return text.isBlank() || text.equals("None") || text.equals("null") ? null : text;
    }

    /** The tenant that the virtual key's own metadata names, which is set with the key; null where it does not. */
    public static @Nullable String tenantOfKey(JsonNode payload) {
        JsonNode tenant =
                payload.path("metadata").path("user_api_key_auth_metadata").path("tenant");
        return tenant.isTextual() && !tenant.textValue().isBlank() ? tenant.textValue() : null;
    }
}
