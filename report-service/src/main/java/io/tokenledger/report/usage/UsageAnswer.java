package io.tokenledger.report.usage;

import io.tokenledger.report.fx.Conversion;
import java.util.List;

/**
 * What the ledger answered to a question.
 *
 * @param rows one per group that has usage, in no particular order, with costs in the currency that was asked for
 * @param conversions the other currencies that costs were in; empty where all were in this one
 */
public record UsageAnswer(List<UsageRow> rows, List<Conversion> conversions) {
    public UsageAnswer {
        rows = List.copyOf(rows);
        conversions = List.copyOf(conversions);
    }
}
