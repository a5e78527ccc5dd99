package io.tokenledger.pricing.fx;

import java.util.ArrayList;
import java.util.List;

/** The faults found in a file: counts all, and keeps the first hundred, because a wrong file is wrong in every field. */
final class FxFileFaults {
    private static final int MOST_KEPT = 100;
    private static final int LONGEST_VALUE = 100;

    private final List<FxFileError> kept = new ArrayList<>();
    private long count;

    void add(long line, String column, String value, String rule) {
        count++;
        if (kept.size() < MOST_KEPT) {
            kept.add(new FxFileError(line, shortened(column), shortened(value), rule));
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** To be thrown; there must be a fault. */
    FxFileException refusal() {
        return new FxFileException(count, kept);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }
}
