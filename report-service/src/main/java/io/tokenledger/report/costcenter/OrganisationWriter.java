package io.tokenledger.report.costcenter;

import io.tokenledger.report.accounting.AccountingSettingsReader;
import io.tokenledger.report.accounting.ClosedBooksReader;
import io.tokenledger.report.costcenter.OrganisationChange.Said;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.store.ReportingStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Changes who pays, from a day on: all that is asked at once or nothing. Changes of one tenant wait for each other, and none
 * is made for a day of closed books.
 */
@ApplicationScoped
public class OrganisationWriter {
    private final ReportingStore store;
    private final Clock clock;

    public OrganisationWriter(ReportingStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Who asks for what.
     *
     * @param validFrom in the zone of the books
     * @param dryRun tell, and write nothing
     */
    record Request(String tenant, LocalDate validFrom, String author, String reason, boolean dryRun) {}

    /** What is to be changed may depend on what is there. */
    OrganisationPlan change(Request request, Function<OrganisationBook, List<Wish>> wishes) {
        return store.write(connection -> {
            @Nullable Instant closedUntil = ClosedBooksReader.holdOff(connection, request.tenant());
            OrganisationTable.waitForOthers(connection, request.tenant());
            OrganisationPlan plan = plan(connection, request, closedUntil, wishes);
            if (!request.dryRun()) {
                OrganisationTable.append(connection, request.tenant(), plan.changes());
            }
            return plan;
        });
    }

    private OrganisationPlan plan(
            Connection connection,
            Request request,
            @Nullable Instant closedUntil,
            Function<OrganisationBook, List<Wish>> wishes)
            throws SQLException {
        OrganisationBook book =
                OrganisationReader.book(connection, AccountingSettingsReader.read(connection, request.tenant()));
        refuseClosed(request, book.settings().zone(), closedUntil);
        Said said = new Said(
                UUID.randomUUID(),
                request.author(),
                request.reason(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        return OrganisationPlan.of(book, request.validFrom(), wishes.apply(book), said);
    }

    private static void refuseClosed(Request request, ZoneId zone, @Nullable Instant closedUntil) {
        if (closedUntil != null && Organisation.start(request.validFrom(), zone).isBefore(closedUntil)) {
            throw ReportError.BOOKS_CLOSED.because("valid_from is " + request.validFrom() + ": the books of tenant '"
                    + request.tenant() + "' are closed until "
                    + closedUntil.atZone(zone).toOffsetDateTime()
                    + ", and what was charged for stays as it was; take that day or a later one");
        }
    }
}
