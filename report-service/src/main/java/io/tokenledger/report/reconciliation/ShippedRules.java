package io.tokenledger.report.reconciliation;

import static io.tokenledger.report.reconciliation.LineRule.FOUND;

import java.util.List;
import java.util.Map;

/**
 * What is known of how vendors call their lines. The first that fits counts. Sources: line items as OpenAI's costs endpoint
 * answers them ({@code gpt-5.4-2026-03-05, cached input}, {@code priority | gpt-5.6, output, long context},
 * {@code gpt-audio-mini-2025-12-15 audio, input}); descriptions of Anthropic's cost report; usage types of Amazon Bedrock (its
 * user guide, "Understanding your … Cost and Usage Report data"); meters of Azure's retail prices; SKUs of the Cloud Billing
 * catalogue's service Vertex AI. Line items that none fits stay unmapped, with their money.
 */
final class ShippedRules {
    private static final String OPENAI = "(?:(?P<tier>priority|batch|flex) \\| )?(?P<model>[a-z0-9][-a-z0-9._:]*)";
    private static final String OPENAI_END = "(?:, long context)?";
    private static final String BEDROCK = "(?:[A-Z]{2,4}[0-9]{0,2}-)?(?P<model>.+?)-(?:mantle-)?";
    private static final String BEDROCK_END =
            "(?:-(?P<tier>batch|flex|priority|standard))?(?:-cross-region(?:-[a-z]+)?)?(?:-(?:lctx|long-context))?";
    private static final String AZURE = "(?P<model>.+?)(?: (?P<tier>batch|btch|pp|priority))?";
    private static final String AZURE_END =
            "(?: ?(?:glbl|gl|global|dzone|dz|data zone|regnl|rgnl|regional))?(?: 1[KM])? Tokens";
    private static final String GEMINI =
            "(?P<model>Gemini [0-9.]+ (?:Pro|Flash|Ultra|Nano)(?: Lite)?)(?: GA)?(?: (?P<tier>Batch|Flex|Priority))?";
    private static final String GEMINI_END = "(?: \\(Thinking On\\))?(?: \\(?Long\\)?)?(?: - Predictions)?";

    private static final Map<String, List<LineRule>> BY_PROVIDER = Map.of(
            "openai",
            List.of(
                    LineRule.of(OPENAI + " audio, cached input" + OPENAI_END, FOUND, "cached_audio_input"),
                    LineRule.of(OPENAI + " audio, input" + OPENAI_END, FOUND, "audio_input"),
                    LineRule.of(OPENAI + " audio, output" + OPENAI_END, FOUND, "audio_output"),
                    LineRule.of(OPENAI + " image, cached input" + OPENAI_END, FOUND, "cached_image_input"),
                    LineRule.of(OPENAI + " image, input" + OPENAI_END, FOUND, "image_input"),
                    LineRule.of(OPENAI + " image, output" + OPENAI_END, FOUND, "image_output"),
                    LineRule.of(OPENAI + "(?: text)?, cached input" + OPENAI_END, FOUND, "cached_input"),
                    LineRule.of(OPENAI + "(?: text)?, input" + OPENAI_END, FOUND, "input"),
                    LineRule.of(OPENAI + "(?: text)?, output" + OPENAI_END, FOUND, "output"),
                    LineRule.of("web search tool calls", "", "web_searches"),
                    LineRule.of("(?:.* )?credits?(?: .*)?", "", LineMeaning.CREDIT)),
            "anthropic",
            List.of(
                    LineRule.of("(?P<model>Claude .+?) Usage - Input Tokens, Cache Read", FOUND, "cached_input"),
                    LineRule.of(
                            "(?P<model>Claude .+?) Usage - Input Tokens, Cache Write(?: \\(?1h\\)?)",
                            FOUND,
                            "cache_write_1h"),
                    LineRule.of(
                            "(?P<model>Claude .+?) Usage - Input Tokens, Cache Write(?: \\(?5m\\)?)?",
                            FOUND,
                            "cache_write"),
                    LineRule.of("(?P<model>Claude .+?) Usage - Input Tokens", FOUND, "input"),
                    LineRule.of("(?P<model>Claude .+?) Usage - Output Tokens", FOUND, "output"),
                    LineRule.of("Web Search(?: Usage)?", "", "web_searches"),
                    LineRule.of("(?:.* )?credits?(?: .*)?", "", LineMeaning.CREDIT)),
            "aws",
            List.of(
                    LineRule.of(BEDROCK + "cache-read-input-token(?:-count|s)" + BEDROCK_END, FOUND, "cached_input"),
                    LineRule.of(
                            BEDROCK + "cache-write-1h-input-token(?:-count|s)" + BEDROCK_END, FOUND, "cache_write_1h"),
                    LineRule.of(BEDROCK + "cache-write-input-token(?:-count|s)" + BEDROCK_END, FOUND, "cache_write"),
                    LineRule.of(BEDROCK + "input-tokens" + BEDROCK_END, FOUND, "input"),
                    LineRule.of(BEDROCK + "output-tokens" + BEDROCK_END, FOUND, "output")),
            "azure",
            List.of(
                    LineRule.of(
                            AZURE + " (?:cached|cachd|cchd|cd) (?:input|inpt|inp)" + AZURE_END, FOUND, "cached_input"),
                    LineRule.of(AZURE + " (?:audio|aud) (?:input|inpt|inp)" + AZURE_END, FOUND, "audio_input"),
                    LineRule.of(AZURE + " (?:audio|aud) (?:output|outpt|outp|opt)" + AZURE_END, FOUND, "audio_output"),
                    LineRule.of(AZURE + "[- ](?:input|inpt|inp)" + AZURE_END, FOUND, "input"),
                    LineRule.of(AZURE + "[- ](?:output|outpt|outp|opt)" + AZURE_END, FOUND, "output")),
            "google",
            List.of(
                    LineRule.of(GEMINI + " (?:Text )?Input (?:Text )?Caching" + GEMINI_END, FOUND, "cached_input"),
                    LineRule.of(GEMINI + " Cached Text Input" + GEMINI_END, FOUND, "cached_input"),
                    LineRule.of(GEMINI + " Thinking Text Output" + GEMINI_END, FOUND, "reasoning"),
                    LineRule.of(GEMINI + " Text Input" + GEMINI_END, FOUND, "input"),
                    LineRule.of(GEMINI + " Text Output" + GEMINI_END, FOUND, "output"),
                    LineRule.of(GEMINI + " Audio Input" + GEMINI_END, FOUND, "audio_input"),
                    LineRule.of(GEMINI + " Image Input" + GEMINI_END, FOUND, "image_input"),
                    LineRule.of(GEMINI + " Video Input" + GEMINI_END, FOUND, "video_input"),
                    LineRule.of(GEMINI + " Audio Output" + GEMINI_END, FOUND, "audio_output"),
                    LineRule.of(GEMINI + " Image Output" + GEMINI_END, FOUND, "image_output"),
                    LineRule.of("rounding_error", "", LineMeaning.ROUNDING)));

    private ShippedRules() {}

    /** In their order; none for a provider whose bills are not known. */
    static List<LineRule> of(String provider) {
        return BY_PROVIDER.getOrDefault(provider, List.of());
    }
}
