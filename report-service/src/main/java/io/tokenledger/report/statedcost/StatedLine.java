package io.tokenledger.report.statedcost;

import io.tokenledger.report.attributed.GroupOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What others state of a group's events, and what these cost here.
 *
 * @param group a value per dimension of the question; null: not attributed
 */
record StatedLine(List<@Nullable String> group, StatedSums sums) {
    /** The largest difference first, whichever way. */
    static final Comparator<StatedLine> ORDER = Comparator.comparing(
                    (StatedLine line) -> line.sums().differencePico(), GroupOrder.LARGEST_FIRST)
            .thenComparing(StatedLine::group, GroupOrder.BY_VALUES);

    StatedLine {
        group = Collections.unmodifiableList(new ArrayList<>(group));
    }

    static StatedSums total(List<StatedLine> lines) {
        return lines.stream().map(StatedLine::sums).reduce(StatedSums.NONE, StatedSums::plus);
    }
}
