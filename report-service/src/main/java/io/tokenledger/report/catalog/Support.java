package io.tokenledger.report.catalog;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whether a model takes something in a request. Not known is neither of the others. */
public enum Support {
    YES,
    NO,
    UNKNOWN;

    /** The words that stand for them in files and bodies. */
    public static final List<String> WORDS = List.of("yes", "no", "unknown");

    /** From the database: null is unknown. */
    static Support of(@Nullable Boolean supported) {
        if (supported == null) {
            return UNKNOWN;
        }
        return supported ? YES : NO;
    }

    /** One of {@link #WORDS}; null and the empty text are unknown. */
    static Support ofWord(@Nullable String word) {
        return word == null || word.isEmpty() ? UNKNOWN : valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** For the database: null is unknown. */
    @Nullable
    Boolean toBoolean() {
        return this == UNKNOWN ? null : this == YES;
    }

    /** As files and answers say it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
