package io.tokenledger.pricing.pricebook.format;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** LiteLLM's providers by the names that our book has for them. */
final class LiteLlmProvider {
    private static final String VERTEX = "vertex_ai";

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
            Map.entry("fireworks_ai-embedding-models", "fireworks"),
            Map.entry("together_ai", "together"),
            Map.entry("voyage", "voyageai"),
            Map.entry("moonshot", "moonshotai"));

    /** What stands before the model in the key, where it is not the provider itself. */
    private static final Map<String, String> PREFIXES = Map.of(
            "azure_text", "azure/",
            "bedrock_converse", "bedrock/",
            "fireworks_ai-embedding-models", "fireworks_ai/",
            "amazon_nova", "amazon-nova/");

    private LiteLlmProvider() {}

    static String ours(String provider) {
        return isVertex(provider) ? VERTEX : OTHER_NAMES.getOrDefault(provider, provider);
    }

    private static boolean isVertex(String provider) {
        return provider.equals(VERTEX) || provider.startsWith(VERTEX + "-");
    }

    /** The model without the provider before it, if it stands there. */
    static String model(String provider, String key) {
        var prefixes = new LinkedHashSet<>(List.of(provider + "/"));
        Optional.ofNullable(isVertex(provider) ? VERTEX + "/" : PREFIXES.get(provider))
                .ifPresent(prefixes::add);
        return prefixes.stream()
                .filter(prefix -> key.startsWith(prefix) && key.length() > prefix.length())
                .findFirst()
                .map(prefix -> key.substring(prefix.length()))
                .orElse(key);
    }

    /**
     * Whether a threshold holds from its number of tokens on, instead of above it. The file does not say so, but
     * LiteLLM bills xAI like that ({@code _INCLUSIVE_THRESHOLD_PROVIDERS}), and so does genai-prices.
     */
    static boolean thresholdsAreInclusive(String provider) {
        return provider.equals("x-ai");
    }
}
