package io.tokenledger.report.statement;

import io.tokenledger.report.costcenter.CostCenter.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who a statement is for, as it is on the last day of the period on which it is there.
 *
 * @param code of the cost centre, or {@code unattributed}
 * @param path codes from the top of the tree, itself last
 * @param pathNames the same as names
 * @param owner null: nobody is named
 * @param currency of its statements
 * @param account that is debited for it
 * @param view {@code unattributed} is only shown: there is nobody to charge
 */
record Bearer(
        String code,
        String name,
        List<String> path,
        List<String> pathNames,
        @Nullable String owner,
        String currency,
        String account,
        View view) {}
