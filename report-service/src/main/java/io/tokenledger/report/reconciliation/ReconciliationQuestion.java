package io.tokenledger.report.reconciliation;

import io.tokenledger.report.period.Period;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What is to be compared.
 *
 * @param from the first day, UTC
 * @param to the day after the last one
 * @param currency ISO 4217; null: that of the bill where it has one, else that of the books
 * @param projects the ledger's projects by those of the vendor; null: not compared by project
 * @param ledgerProviders names of the provider in events; empty: its own and those that share its prices
 * @param json as it was asked
 */
record ReconciliationQuestion(
        String tenant,
        String provider,
        LocalDate from,
        LocalDate to,
        @Nullable String currency,
        @Nullable SortedMap<String, String> projects,
        List<String> ledgerProviders,
        String json) {

    Period period() {
        return new Period(
                from.atStartOfDay().toInstant(ZoneOffset.UTC),
                to.atStartOfDay().toInstant(ZoneOffset.UTC),
                ZoneOffset.UTC);
    }

    /** The ledger's name of a vendor's project; the vendor's own where nothing is said of it. */
    String project(@Nullable String vendors) {
        if (projects == null || vendors == null) {
            return "";
        }
        return projects.getOrDefault(vendors, vendors);
    }
}
