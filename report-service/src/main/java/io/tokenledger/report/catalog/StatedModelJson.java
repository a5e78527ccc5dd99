package io.tokenledger.report.catalog;

import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /v1/models}, for OpenAPI; {@link ModelFactsForm} reads it. */
@Schema(name = "StatedModel")
record StatedModelJson(
        @Schema(required = true, examples = "openai") String provider,
        @Schema(required = true, examples = "o4-mini") String model,
        @Nullable List<String> aliases,
        @Nullable Long contextWindow,
        @Nullable Long maxInputTokens,
        @Nullable Long maxOutputTokens,

        @Schema(
                enumeration = {"yes", "no", "unknown"},
                defaultValue = "unknown")
        @Nullable
        String images,

        @Schema(
                enumeration = {"yes", "no", "unknown"},
                defaultValue = "unknown")
        @Nullable
        String audio,

        @Schema(
                enumeration = {"yes", "no", "unknown"},
                defaultValue = "unknown")
        @Nullable
        String tools,

        @Nullable String tokenizer,
        @Nullable LocalDate released,
        @Schema(required = true) String source,
        @Schema(required = true) LocalDate sourceDate,

        @Schema(required = true, description = "Who says so")
        String author,

        @Schema(description = "Why") @Nullable String reason) {}
