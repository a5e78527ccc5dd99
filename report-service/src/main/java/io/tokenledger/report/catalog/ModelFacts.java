package io.tokenledger.report.catalog;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement of what a model can do.
 *
 * @param provider the home of the model; resellers may allow less
 * @param aliases other names of it at its home
 * @param contextWindow tokens of input and output of one request together; null: not known
 * @param maxInputTokens of one request; null: not known, or not limited apart from the window
 * @param maxOutputTokens of one request, reasoning included; null: not known
 * @param tokenizer the family that counts its tokens; null: not known
 * @param released null: not known
 * @param sourceDate of the source, not of the release
 */
public record ModelFacts(
        String provider,
        String model,
        List<String> aliases,
        @Nullable Long contextWindow,
        @Nullable Long maxInputTokens,
        @Nullable Long maxOutputTokens,
        Support images,
        Support audio,
        Support tools,
        @Nullable String tokenizer,
        @Nullable LocalDate released,
        String source,
        LocalDate sourceDate) {
    public ModelFacts {
        aliases = List.copyOf(aliases);
    }

    /** Whether anything is known of how much a request may hold. */
    public boolean isInputLimitKnown() {
        return contextWindow != null || maxInputTokens != null;
    }
}
