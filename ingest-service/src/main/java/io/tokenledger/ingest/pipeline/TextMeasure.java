package io.tokenledger.ingest.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.contract.Measured;
import io.tokenledger.contract.Provenance;
import io.tokenledger.contract.TokenCount;
import io.tokenledger.ingest.dialect.OutputUsage;
import io.tokenledger.ingest.dialect.Reading;
import io.tokenledger.ingest.tokens.ContentCounter;
import io.tokenledger.ingest.tokens.PromptTaker;
import org.jspecify.annotations.Nullable;

/**
 * Counts the text beside the provider's own counts, where both came, so that a wrong bill is seen. It bills nothing.
 *
 * @param maxChars a side with more characters is not measured: counting it takes time and decides nothing; 0: nothing is
 */
record TextMeasure(int maxChars) {
    /** What the texts of that reading measure, where the provider counted the same side. */
    Measured of(Reading reading, @Nullable Long repeatedPrefixTokens) {
        TokenCount input = reading.input().total() == null ? null : input(reading);
        TokenCount output = reading.output().total() == null ? null : output(reading);
        return new Measured(repeatedPrefixTokens, input, output, reasoningAtMost(reading.output(), output));
    }

    private @Nullable TokenCount input(Reading reading) {
        JsonNode messages = reading.content().messages();
        return isMeasured(messages) ? ContentCounter.input(reading.model(), messages, PromptTaker.NONE) : null;
    }

    private @Nullable TokenCount output(Reading reading) {
        JsonNode output = reading.content().output();
        return isMeasured(output) ? ContentCounter.output(reading.model(), output) : null;
    }

    /**
     * What is in the provider's total and neither told apart nor seen. A visible text that is only estimated bounds
     * nothing.
     */
    private static @Nullable Long reasoningAtMost(OutputUsage stated, @Nullable TokenCount visible) {
        Long total = stated.total();
        if (total == null
                || visible == null
                || visible.provenance() != Provenance.COUNTED
                || stated.reasoningStated()) {
            return null;
        }
        long rest = total - stated.parts() - visible.tokens();
        return rest > 0 ? Long.valueOf(rest) : null;
    }

    private boolean isMeasured(@Nullable JsonNode content) {
        return content != null && chars(content, maxChars) <= maxChars && maxChars > 0;
    }

    /** Characters of all texts under the node; stops soon after the limit. */
    private static long chars(JsonNode node, long limit) {
        if (node.isTextual()) {
            return node.textValue().length();
        }
        long chars = 0;
        for (JsonNode child : node) {
            chars += chars(child, limit);
            if (chars > limit) {
                return chars;
            }
        }
        return chars;
    }
}
