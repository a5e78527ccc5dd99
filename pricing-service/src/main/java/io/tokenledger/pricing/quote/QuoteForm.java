package io.tokenledger.pricing.quote;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a quote is asked with: the description in OpenAPI; {@link QuoteRequest} reads it field by field. */
@Schema(name = "QuoteRequest")
@JsonNaming(SnakeCaseStrategy.class)
record QuoteForm(
        @Schema(required = true, examples = "openai") String provider,
        @Schema(required = true, examples = "o4-mini") String model,
        @Schema(defaultValue = "standard") @Nullable String serviceTier,

        @Schema(description = "where it is served, or the deployment") @Nullable
        String region,

        @Schema(description = "picks the price; now by default") @Nullable
        Instant at,

        @Schema(description = "by what the book knew then; now by default") @Nullable
        Instant knownAt,

        @Schema(description = "whose contract is looked at before the list") @Nullable
        String tenant,

        @Schema(required = true) UsageForm usage) {

    /** Totals are inclusive: cached, written, audio and image tokens are part of the input, reasoning of the output. */
    @Schema(name = "QuotedUsage")
    @JsonNaming(SnakeCaseStrategy.class)
    record UsageForm(
            @Schema(examples = "100000") @Nullable Long inputTokens,
            @Nullable Long cachedInputTokens,
            @Nullable Long cacheWriteTokens,

            @Schema(name = "cache_write_1h_tokens") @Nullable
            Long cacheWrite1hTokens,

            @Nullable Long outputTokens,
            @Nullable Long reasoningTokens,
            @Nullable Long audioInputTokens,
            @Nullable Long audioOutputTokens,
            @Nullable Long imageInputTokens,
            @Nullable Long videoInputTokens,
            @Nullable Long cachedAudioInputTokens,
            @Nullable Long cachedImageInputTokens,
            @Nullable Long imageOutputTokens,
            @Nullable Long videoOutputTokens,
            @Schema(defaultValue = "1") @Nullable Long requests,
            @Nullable Long webSearches,

            @Schema(description = "further meters by name, beside the token totals", examples = "{\"ocr_pages\": 3}")
            @Nullable
            Map<String, Long> meters) {}
}
