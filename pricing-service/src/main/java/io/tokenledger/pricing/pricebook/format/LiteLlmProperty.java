package io.tokenledger.pricing.pricebook.format;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** The keys of LiteLLM's price file that hold no price that the book has a place for, and why. */
final class LiteLlmProperty {
    /** Keys that say who and what a model is, which the reader itself uses. */
    static final Set<String> USED = Set.of("litellm_provider", "mode");

    private static final String PROPERTY = "a property of the model, no price";
    private static final String NOT_MONEY = "Databricks units, which are no money; the price in dollars is taken";
    private static final String RESOLUTION = "a price for one resolution; the book has none by resolution";
    private static final String LENGTH = "a price by the length of one video; the book has none by length";

    private static final Map<String, String> WHY = Map.ofEntries(
            Map.entry("input_dbu_cost_per_token", NOT_MONEY),
            Map.entry("output_dbu_cost_per_token", NOT_MONEY),
            Map.entry("output_cost_per_second_1080p", NotUnderstoodKeys.SUSPICIOUS + RESOLUTION),
            Map.entry("input_cost_per_video_per_second_above_8s_interval", NotUnderstoodKeys.SUSPICIOUS + LENGTH),
            Map.entry("input_cost_per_video_per_second_above_15s_interval", NotUnderstoodKeys.SUSPICIOUS + LENGTH),
            Map.entry(
                    "cache_creation_input_audio_token_cost",
                    NotUnderstoodKeys.SUSPICIOUS + "a price of audio written to a cache, which no meter counts"));

    private static final Set<String> PROPERTIES = Set.of(
            "audio_transcription_config",
            "comment",
            "deprecation_date",
            "metadata",
            "output_vector_size",
            "prompt_cache_min_tokens",
            "rpm",
            "source",
            "tpm",
            "use_openai_responses_path",
            "uses_embed_content",
            "web_search_billing_unit");
    private static final List<String> PROPERTY_PREFIXES =
            List.of("supports_", "supported_", "max_", "bedrock_", "gemini_");

    private LiteLlmProperty() {}

    /** Why a key that states no price of the book is left out. */
    static String whyLeftOut(String key) {
        String why = WHY.get(key);
        if (why != null) {
            return why;
        }
        boolean looksLikeAPrice = key.contains("cost") || key.contains("pric");
        if (PROPERTIES.contains(key)
                || (!looksLikeAPrice && PROPERTY_PREFIXES.stream().anyMatch(key::startsWith))) {
            return PROPERTY;
        }
        return looksLikeAPrice
                ? NotUnderstoodKeys.SUSPICIOUS + "unknown to this reader, and it looks like a price"
                : "unknown to this reader";
    }
}
