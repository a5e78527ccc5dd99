package io.tokenledger.report.whatif;

import java.util.Locale;

/** Why usage cannot be moved; of several reasons the first one here is told. */
public enum Exclusion {
    /** What it costs now is not known, so neither is what would be saved. */
    BASELINE_UNPRICED,
    /** It made use of images, which the target does not take. */
    IMAGES_MISSING,
    AUDIO_MISSING,
    TOOLS_MISSING,
    /** The target is not sold in that service tier. */
    TIER_NOT_OFFERED,
    /** No price of the target applies, or it has none for something that was used. */
    TARGET_UNPRICED,
    /** One request is over the target's context window, or over its most input tokens. */
    CONTEXT_WINDOW,
    /** One request has more output than the target writes. */
    OUTPUT_LIMIT;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
