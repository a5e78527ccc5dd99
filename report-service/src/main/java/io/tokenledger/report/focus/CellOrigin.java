package io.tokenledger.report.focus;

import io.tokenledger.report.directcost.DirectCell;
import io.tokenledger.report.directcost.LineKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who used what and who pays, of a direct cost: what its row has before any amount. */
final class CellOrigin {
    private CellOrigin() {}

    /** A row of the cell's day, without amounts. */
    static FocusRow row(PeriodRows period, DirectCell cell) {
        LineKey key = cell.key();
        String source =
                switch (key.kind()) {
                    case USAGE -> "usage";
                    case ADJUSTMENT -> "adjustment";
                    case CHARGE -> "charge";
                };
        UUID rule = key.attribution().rule();
        FocusRow row = period.row(source, key.provider(), key.attribution().costCenter());
        return period.onUtcDay(row, cell.day())
                .text(FocusColumn.CHARGE_CLASS, key.adjusts() == null ? null : "Correction")
                .text(FocusColumn.REGION_ID, key.region())
                .text(FocusColumn.REGION_NAME, key.region())
                .text(FocusColumn.SUB_ACCOUNT_ID, key.project())
                .text(FocusColumn.SUB_ACCOUNT_NAME, key.project())
                .json(FocusColumn.TAGS, tags(key))
                .text(FocusColumn.X_ADJUSTS_PERIOD, key.adjusts())
                .text(FocusColumn.X_APPLICATION, key.app())
                .text(FocusColumn.X_ENVIRONMENT, key.environment())
                .text(FocusColumn.X_MAPPING_RULE_ID, rule == null ? null : rule.toString())
                .text(FocusColumn.X_METER, key.meter())
                .text(FocusColumn.X_MODEL, key.model())
                .text(FocusColumn.X_PROJECT, key.project())
                .text(FocusColumn.X_REFERENCE, key.reference())
                .text(FocusColumn.X_SERVICE_TIER, key.serviceTier())
                .text(FocusColumn.X_TEAM, key.team());
    }

    private static Map<String, String> tags(LineKey key) {
        Map<String, String> tags = new LinkedHashMap<>();
        put(tags, "app", key.app());
        put(tags, "environment", key.environment());
        put(tags, "project", key.project());
        put(tags, "team", key.team());
        return tags;
    }

    private static void put(Map<String, String> tags, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            tags.put(name, value);
        }
    }

    /** In a few words. */
    static String described(LineKey key) {
        return key.provider() + " " + key.model() + ", " + key.serviceTier() + ", " + key.meter();
    }
}
