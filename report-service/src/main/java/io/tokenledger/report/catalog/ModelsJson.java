package io.tokenledger.report.catalog;

import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answer of {@code GET /v1/models}. */
@Schema(name = "Models")
public record ModelsJson(
        @Schema(description = "Counts up with every change of the facts", examples = "4")
        long catalogVersion,

        List<Model> models) {
    /** What is known of one model. */
    @Schema(name = "Model")
    public record Model(
            @Schema(description = "Whose model it is", examples = "openai")
            String provider,

            @Schema(examples = "o4-mini") String model,

            @Schema(examples = "[\"o4-mini-2025-04-16\"]") List<String> aliases,

            @Schema(description = "Tokens of input and output together; null: not known", examples = "200000") @Nullable
            Long contextWindow,

            @Schema(description = "Null: not known, or not limited apart from the window") @Nullable
            Long maxInputTokens,

            @Schema(description = "Reasoning included; null: not known", examples = "100000") @Nullable
            Long maxOutputTokens,

            @Schema(
                    enumeration = {"yes", "no", "unknown"},
                    examples = "yes")
            String images,

            @Schema(enumeration = {"yes", "no", "unknown"}) String audio,

            @Schema(enumeration = {"yes", "no", "unknown"}) String tools,

            @Schema(description = "Family of the tokenizer; null: not known", examples = "o200k_base") @Nullable
            String tokenizer,

            @Nullable LocalDate released,

            @Schema(examples = "OpenAI announcement") String source,
            LocalDate sourceDate) {
        static Model of(ModelFacts facts) {
            return new Model(
                    facts.provider(),
                    facts.model(),
                    facts.aliases(),
                    facts.contextWindow(),
                    facts.maxInputTokens(),
                    facts.maxOutputTokens(),
                    facts.images().word(),
                    facts.audio().word(),
                    facts.tools().word(),
                    facts.tokenizer(),
                    facts.released(),
                    facts.source(),
                    facts.sourceDate());
        }
    }

    static ModelsJson of(ModelCatalog catalog, List<ModelFacts> models) {
        return new ModelsJson(catalog.version(), models.stream().map(Model::of).toList());
    }
}
