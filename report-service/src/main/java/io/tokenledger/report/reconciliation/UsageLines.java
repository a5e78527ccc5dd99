package io.tokenledger.report.reconciliation;

import io.tokenledger.report.reconciliation.VendorRow.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** One result of a vendor's usage report as lines, one for each meter that was used. */
final class UsageLines {
    private final LocalDate day;
    private final String model;
    private final String serviceTier;
    private final @Nullable String project;
    private final SortedMap<String, String> details;
    private final List<VendorRow> rows = new ArrayList<>();

    UsageLines(
            LocalDate day,
            String model,
            String serviceTier,
            @Nullable String project,
            SortedMap<String, String> details) {
        this.day = day;
        this.model = model;
        this.serviceTier = serviceTier;
        this.project = project;
        this.details = details;
    }

    UsageLines add(String meter, long quantity) {
        if (quantity != 0) {
            rows.add(new VendorRow(
                    day,
                    Kind.USAGE,
                    model + ", " + meter.replace('_', ' '),
                    model,
                    meter,
                    serviceTier,
                    project,
                    details,
                    BigDecimal.valueOf(quantity),
                    null,
                    null));
        }
        return this;
    }

    List<VendorRow> rows() {
        return List.copyOf(rows);
    }
}
