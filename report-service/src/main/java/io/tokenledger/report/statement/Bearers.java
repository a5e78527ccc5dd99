package io.tokenledger.report.statement;

import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.allocation.Centers;
import io.tokenledger.report.allocation.PeriodCosts;
import io.tokenledger.report.costcenter.Attribution;
import io.tokenledger.report.costcenter.CostCenter;
import io.tokenledger.report.costcenter.CostCenter.View;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says who a cost centre is for the statements of a period. Pure. */
final class Bearers {
    private final AccountingSettings settings;
    private final Centers centers;
    private final Centers otherwise;

    Bearers(PeriodCosts costs) {
        this(costs, costs);
    }

    /**
     * Of costs that are told for another organisation.
     *
     * @param asWas the same costs as they were: where manual items name a cost centre that the other organisation lacks
     */
    Bearers(PeriodCosts costs, PeriodCosts asWas) {
        this.settings = costs.settings();
        this.centers = costs.centers();
        this.otherwise = asWas.centers();
    }

    /** An error of this service where the period has no such cost centre. */
    Bearer of(String code) {
        if (code.equals(Attribution.UNATTRIBUTED)) {
            return new Bearer(
                    code,
                    "Unattributed",
                    List.of(code),
                    List.of("Unattributed"),
                    null,
                    settings.currency(),
                    settings.accounts().expense(),
                    View.SHOWBACK);
        }
        Centers known = centers.center(code) == null ? otherwise : centers;
        CostCenter center = known.center(code);
        if (center == null) {
            throw new IllegalStateException("cost centre " + code + " of tenant " + settings.tenant()
                    + " has costs in a period in which it is not there");
        }
        List<String> path = known.path(code);
        return new Bearer(
                code,
                center.name(),
                path,
                path.stream().map(each -> name(known, each)).toList(),
                center.owner(),
                either(center.currency(), settings.currency()),
                either(center.glAccount(), settings.accounts().expense()),
                center.view());
    }

    /** A parent that ended before its child did has no name any more. */
    private static String name(Centers centers, String code) {
        CostCenter center = centers.center(code);
        return center == null ? code : center.name();
    }

    private static String either(@Nullable String own, String otherwise) {
        return own == null ? otherwise : own;
    }
}
