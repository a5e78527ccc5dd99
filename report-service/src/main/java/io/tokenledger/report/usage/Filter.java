package io.tokenledger.report.usage;

import io.tokenledger.report.problem.ReportError;
import java.util.List;

/**
 * Only usage whose dimension has one of these values.
 *
 * @param values the empty text stands for usage that has none: not attributed
 */
public record Filter(Dimension dimension, List<String> values) {
    public Filter {
        if (dimension instanceof Dimension.Calendar) {
            throw ReportError.DIMENSION_NOT_AVAILABLE.because(
                    "filter." + dimension.wireName() + ": time is selected by from and to");
        }
        values = values.stream().distinct().toList();
    }

    boolean includesUnattributed() {
        return values.contains("");
    }

    List<String> attributedValues() {
        return values.stream().filter(value -> !value.isEmpty()).toList();
    }
}
