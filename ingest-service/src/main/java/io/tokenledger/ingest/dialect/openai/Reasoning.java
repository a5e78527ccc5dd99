package io.tokenledger.ingest.dialect.openai;

import org.jspecify.annotations.Nullable;

/** Whether a provider's output count holds the reasoning tokens. Ours does. */
enum Reasoning {
    /** It does (OpenAI). */
    INCLUDED,
    /** It does, unless the stated total shows that it does not: many servers speak the form, not all its rules. */
    BY_TOTAL,
    /** It does not, unless the stated total shows that it does (xAI: total = prompt + completion + reasoning). */
    EXCLUDED;

    /**
     * All output tokens.
     *
     * @param output as stated; null: not stated, and so is the result
     * @param total input and output as stated; null: not stated
     */
    @Nullable
    Long whole(@Nullable Long input, @Nullable Long output, long reasoning, @Nullable Long total) {
        if (output == null || reasoning == 0 || this == INCLUDED) {
            return output;
        }
        long sum = (input == null ? 0 : input) + output;
        boolean isBeside = this == EXCLUDED ? total == null || total != sum : total != null && total == sum + reasoning;
        return isBeside ? output + reasoning : output;
    }
}
