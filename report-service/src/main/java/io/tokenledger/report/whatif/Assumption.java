package io.tokenledger.report.whatif;

import java.util.Locale;

/** What is not known of the other way, and that the answer hangs on. */
public enum Assumption {
    /** Input tokens of the target for one of the source: the same text in another tokenizer. */
    INPUT_TOKEN_RATIO,
    /** Visible output tokens of the target for one of the source: another tokenizer, and more or fewer words. */
    OUTPUT_TOKEN_RATIO,
    /** Hidden reasoning tokens of the target for one of the source. */
    REASONING_TOKEN_RATIO,
    /** The part of the cached input tokens that would still be read from a cache. */
    CACHE_KEPT;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
