package io.tokenledger.ingest.dialect.litellm;

import io.tokenledger.ingest.dialect.Asked;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who sells the model and what it is called, in the names that an import of LiteLLM's price file gives them
 * (docs/price-imports.md).
 */
record CallModel(String provider, String model) {
    private static final Map<String, String> OTHER_NAMES = Map.ofEntries(
            Map.entry("gemini", "google"),
            Map.entry("bedrock", "aws"),
            Map.entry("bedrock_converse", "aws"),
            Map.entry("xai", "x-ai"),
            Map.entry("text-completion-openai", "openai"),
            Map.entry("text-completion-codestral", "codestral"),
            Map.entry("text-completion-inception", "inception"),
            Map.entry("azure_text", "azure"),
            Map.entry("cohere_chat", "cohere"),
            Map.entry("fireworks_ai", "fireworks"),
            Map.entry("together_ai", "together"),
            Map.entry("voyage", "voyageai"),
            Map.entry("moonshot", "moonshotai"));

    private static final String VERTEX = "vertex_ai";

    /** Which interface of Bedrock was called stands before the model and does not change its price. */
    private static final List<String> BEDROCK_ROUTES = List.of("converse/", "converse_like/", "invoke/", "responses/");

    static CallModel of(JsonFields payload) throws Refusal {
        String called = Asked.text(payload, "model");
        String stated = Asked.text(payload, "custom_llm_provider");
        if (stated == null && called != null && called.indexOf('/') > 0) {
            stated = called.substring(0, called.indexOf('/'));
        }
        JsonFields map = payload.object("model_map_information");
        JsonFields known = map == null ? null : map.object("model_map_value");
        if (stated == null && known != null) {
            stated = Asked.text(known, "litellm_provider");
        }
        String provider = Asked.provider(stated);
        String priced = map == null || known == null ? null : priced(map, payload);
        String model = Asked.model(Asked.either(priced, called), payload.pathOf("model"));
        return new CallModel(ours(provider), bare(provider, model));
    }

    /**
     * The name in LiteLLM's price map, which says what a deployment of any name is. Where the deployment has prices
     * of its own, its id stands there, which is no name.
     */
    private static @Nullable String priced(JsonFields map, JsonFields payload) throws Refusal {
        String key = Asked.text(map, "model_map_key");
        return key == null || key.equals(Asked.text(payload, "model_id")) ? null : key;
    }

    static String ours(String provider) {
        return provider.startsWith(VERTEX) ? VERTEX : OTHER_NAMES.getOrDefault(provider, provider);
    }

    private static String bare(String provider, String model) {
        String bare = without(provider.startsWith(VERTEX) ? VERTEX + "/" : provider + "/", model);
        if (ours(provider).equals("aws")) {
            bare = without("bedrock/", bare);
            for (String route : BEDROCK_ROUTES) {
                bare = without(route, bare);
            }
        }
        return bare;
    }

    private static String without(String prefix, String model) {
        return model.startsWith(prefix) && model.length() > prefix.length() ? model.substring(prefix.length()) : model;
    }
}
