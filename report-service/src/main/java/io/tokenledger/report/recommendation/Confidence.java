package io.tokenledger.report.recommendation;

import java.util.List;
import java.util.Locale;

/**
 * How sure it is that a move saves what it says and costs no quality.
 *
 * @param why what it rests on, what speaks against it first
 */
public record Confidence(Level level, List<String> why) {
    public Confidence {
        why = List.copyOf(why);
    }

    /** From bad to good. */
    public enum Level {
        LOW,
        MEDIUM,
        HIGH;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One reason, and what the confidence is at most because of it. */
    record Reason(Level atMost, String text) {}

    /** As high as the worst of the reasons allows. */
    static Confidence of(List<Reason> reasons) {
        Level level = reasons.stream().map(Reason::atMost).min(Level::compareTo).orElse(Level.HIGH);
        return new Confidence(
                level,
                reasons.stream()
                        .sorted((left, right) -> left.atMost().compareTo(right.atMost()))
                        .map(Reason::text)
                        .toList());
    }
}
