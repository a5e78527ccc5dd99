package io.tokenledger.report.drift;

import io.tokenledger.report.attributed.GroupOrder;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a group's requests were counted at on one side.
 *
 * @param group a value per dimension of the question; null: not attributed
 * @param side input or output
 * @param provenance of the text's count: counted or estimated
 */
record DriftLine(List<@Nullable String> group, String side, String provenance, DriftSums sums) {
    /** The dearest difference first, whichever way; then the largest. */
    static final Comparator<DriftLine> ORDER = Comparator.comparing(
                    (DriftLine line) -> line.sums().costPico(), GroupOrder.LARGEST_FIRST)
            .thenComparing(line -> BigInteger.valueOf(line.sums().differenceTokens()), GroupOrder.LARGEST_FIRST)
            .thenComparing(DriftLine::group, GroupOrder.BY_VALUES)
            .thenComparing(DriftLine::side)
            .thenComparing(DriftLine::provenance);

    DriftLine {
        group = Collections.unmodifiableList(new ArrayList<>(group));
    }
}
