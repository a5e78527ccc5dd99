package io.tokenledger.ingest.tokens;

import org.jspecify.annotations.Nullable;

/**
 * How a family of models counts, and how much it takes.
 *
 * @param images the rule of images; null where it is not known
 * @param limits the most tokens of a request
 * @param sources who says so, and when
 */
record ModelFamily(
        String name,
        TokenEncoding encoding,
        ChatOverhead chat,
        @Nullable ImageRule images,
        ModelLimits limits,
        Sources sources) {
    /** Who says what, and when; empty where nothing is said. */
    record Sources(String text, String images, String limits) {}

    /** Whether the model is of this family, which ends where its name does or at one of {@code - : @}. */
    boolean holds(String model) {
        return model.startsWith(name)
                && (model.length() == name.length()
                        || name.endsWith(".")
                        || "-:@".indexOf(model.charAt(name.length())) >= 0);
    }
}
