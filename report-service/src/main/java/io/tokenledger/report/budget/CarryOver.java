package io.tokenledger.report.budget;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What of a period goes into the next one's limit. */
public enum CarryOver {
    NONE,
    /** What was left over is added. */
    UNSPENT,
    /** What was used too much is taken off. */
    OVERSPENT,
    BOTH;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> wireNames() {
        return Arrays.stream(values()).map(CarryOver::wireName).toList();
    }

    /** Whether what was left over is added. */
    public boolean addsUnspent() {
        return this == UNSPENT || this == BOTH;
    }

    /** Whether what was used too much is taken off. */
    public boolean takesOverspent() {
        return this == OVERSPENT || this == BOTH;
    }
}
