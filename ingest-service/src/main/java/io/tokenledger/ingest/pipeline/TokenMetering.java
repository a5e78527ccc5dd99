package io.tokenledger.ingest.pipeline;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meters;
import io.tokenledger.contract.Provenance;
import io.tokenledger.contract.TokenCount;
import io.tokenledger.ingest.dialect.InputUsage;
import io.tokenledger.ingest.dialect.OutputUsage;
import io.tokenledger.ingest.dialect.Reading;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import io.tokenledger.ingest.tokens.ContentCounter;
import io.tokenledger.ingest.tokens.PromptTaker;
import org.jspecify.annotations.Nullable;

/**
 * Turns a reading into disjoint meters: the provider's counts where they are, counted content where they are not.
 *
 * @param inputProvenance where the input tokens come from; the same for the output
 */
record TokenMetering(Meters meters, Provenance inputProvenance, Provenance outputProvenance) {

    /** A usage is there and says nothing of this side: none, by the provider's word. */
    private static final TokenCount UNMENTIONED = new TokenCount(0, Provenance.PROVIDER);

    /**
     * The metering of a reading.
     *
     * @param prompt takes the prompt where it has to be counted
     */
    static TokenMetering of(Reading reading, PromptTaker prompt) throws Refusal {
        TokenCount statedInput = inputTokens(reading, prompt);
        TokenCount statedOutput = outputTokens(reading);
        if (statedInput == null
                && statedOutput == null
                && reading.webSearches() == 0
                && reading.further().isEmpty()) {
            throw new Refusal(
                    IngestError.USAGE_MISSING,
                    "the usage has neither input nor output tokens, and there is no content to count");
        }
        TokenCount input = statedInput == null ? UNMENTIONED : statedInput;
        TokenCount output = statedOutput == null ? UNMENTIONED : statedOutput;
        Meters.Builder meters = Meters.builder();
        reading.input().meter(input.tokens(), meters);
        reading.output().meter(output.tokens(), meters);
        meters.set(Meter.REQUESTS, reading.requests()).set(Meter.WEB_SEARCHES, reading.webSearches());
        reading.further().forEach(meters::set);
        return new TokenMetering(meters.build(), input.provenance(), output.provenance());
    }

    /** Whether the input was counted here, exactly or as an estimate, and is not the provider's word. */
    boolean isInputCounted() {
        return inputProvenance != Provenance.PROVIDER;
    }

    private static @Nullable TokenCount inputTokens(Reading reading, PromptTaker prompt) throws Refusal {
        InputUsage stated = reading.input();
        Long total = stated.total();
        if (total != null) {
            return new TokenCount(total, Provenance.PROVIDER);
        }
        TokenCount text =
                ContentCounter.input(reading.model(), reading.content().messages(), prompt);
        if (text != null) {
            // Text that was read from or written to a cache is in the messages; sound and pictures are not.
            return new TokenCount(text.tokens() + stated.media(), text.provenance());
        }
        checkUnmentioned(reading, "input_tokens", "content.messages", stated.parts() + stated.cacheWrite1h());
        return null;
    }

    private static @Nullable TokenCount outputTokens(Reading reading) throws Refusal {
        OutputUsage stated = reading.output();
        Long total = stated.total();
        if (total != null) {
            return new TokenCount(total, Provenance.PROVIDER);
        }
        TokenCount text =
                ContentCounter.output(reading.model(), reading.content().output());
        if (text != null) {
            return new TokenCount(text.tokens() + stated.parts(), text.provenance());
        }
        checkUnmentioned(reading, "output_tokens", "content.output", stated.parts());
        return null;
    }

    /** Without a usage a side that cannot be counted is unknown, and what is unknown must not come out as free. */
    private static void checkUnmentioned(Reading reading, String whole, String content, long parts) throws Refusal {
        if (parts > 0) {
            throw new Refusal(
                    IngestError.USAGE_MISSING, whole + " is missing, but parts of it are there: " + parts + " tokens");
        }
        if (!reading.usageStated()) {
            throw new Refusal(
                    IngestError.USAGE_MISSING,
                    "there is no usage, and no " + content + " to count " + whole
                            + " from: send one of them (an empty content.output says that there was no answer)");
        }
    }
}
