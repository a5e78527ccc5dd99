package io.tokenledger.report.allocation;

import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.costcenter.CostCenter;
import io.tokenledger.report.costcenter.Organisation;
import io.tokenledger.report.problem.ReportError;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * The books of a tenant while something in them is changed. Pure.
 *
 * @param closedUntil null: no period was ever closed
 */
record OpenBooks(
        AccountingSettings settings,
        Organisation organisation,
        @Nullable Instant closedUntil) {

    boolean isOpen(LocalDate day) {
        return closedUntil == null || !start(day).isBefore(closedUntil);
    }

    /** That day, or, where it is closed, the first one that is not. */
    LocalDate openDay(LocalDate day) {
        return closedUntil == null || isOpen(day) ? day : LocalDate.ofInstant(closedUntil, settings.zone());
    }

    /** Refuses a closed day. */
    void requireOpen(String field, LocalDate day) {
        if (!isOpen(day)) {
            throw ReportError.BOOKS_CLOSED.because(field + " is " + day + ": the books of tenant '" + settings.tenant()
                    + "' are closed for that day; the first open day is " + openDay(day));
        }
    }

    /** Refuses a code that no cost centre has on that day. */
    void requireCenters(ReportError error, String field, Collection<String> codes, LocalDate day) {
        for (String code : codes) {
            CostCenter center = organisation.center(code, start(day));
            if (center == null) {
                throw error.because(field + " names '" + code + "': tenant '" + settings.tenant()
                        + "' has no such cost centre on " + day);
            }
        }
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(settings.zone()).toInstant();
    }
}
