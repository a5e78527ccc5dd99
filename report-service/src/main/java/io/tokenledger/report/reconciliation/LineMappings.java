package io.tokenledger.report.reconciliation;

import io.tokenledger.contract.Meter;
import io.tokenledger.report.reconciliation.VendorRow.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what lines of one provider's bills are: a tenant's own rules first, then those that are shipped. */
final class LineMappings {
    private final List<LineRule> rules;
    private final Map<String, Optional<LineMeaning>> known = new HashMap<>();

    /** @param own of the tenant, the one that counts first */
    LineMappings(String provider, List<LineRule> own) {
        this.rules = new ArrayList<>(own);
        this.rules.addAll(ShippedRules.of(provider));
    }

    /** What a line is; null: nobody knows. What the vendor states apart counts before what the line item tells. */
    @Nullable
    LineMeaning meaning(VendorRow row) {
        if (row.kind() == Kind.CREDIT) {
            return new LineMeaning("", LineMeaning.CREDIT, "standard");
        }
        LineMeaning told = told(row.lineItem());
        String meter = row.meter() != null ? row.meter() : told == null ? null : told.meter();
        String model = row.model() != null ? row.model() : told == null ? null : told.model();
        if (meter == null) {
            return null;
        }
        if (model == null) { // of searches and the like the meter alone is stated
            return isOfTokens(meter) ? null : new LineMeaning("", meter, tier(row, told));
        }
        return new LineMeaning(model, meter, tier(row, told));
    }

    private static boolean isOfTokens(String meter) {
        return Meter.of(meter).side() != Meter.Side.UNITS;
    }

    private static String tier(VendorRow row, @Nullable LineMeaning told) {
        if (row.serviceTier() != null) {
            return VendorModels.tier(row.serviceTier());
        }
        return told == null ? "standard" : told.serviceTier();
    }

    private @Nullable LineMeaning told(String lineItem) {
        return known.computeIfAbsent(lineItem, this::look).orElse(null);
    }

    private Optional<LineMeaning> look(String lineItem) {
        return rules.stream()
                .map(rule -> Optional.ofNullable(rule.meaning(lineItem)))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
