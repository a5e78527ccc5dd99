package io.tokenledger.report.focus;

import io.tokenledger.report.accounting.AccountingCalendar;
import io.tokenledger.report.accounting.AccountingPeriod;
import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.accounting.AccountingSettingsReader;
import io.tokenledger.report.allocation.ItemLine;
import io.tokenledger.report.allocation.MarkupLine;
import io.tokenledger.report.allocation.PeriodCosts;
import io.tokenledger.report.allocation.PeriodCostsReader;
import io.tokenledger.report.allocation.Transfer;
import io.tokenledger.report.costcenter.CostCenter;
import io.tokenledger.report.costcenter.Organisation;
import io.tokenledger.report.costcenter.OrganisationReader;
import io.tokenledger.report.directcost.DirectCellReader;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.period.Period;
import io.tokenledger.report.problem.ReportError;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the charges of whole periods, one after the other, from one state of the ledger. */
@ApplicationScoped
public class FocusReader {
    private final LedgerViews views;

    public FocusReader(LedgerViews views) {
        this.views = views;
    }

    /**
     * Hands over every charge: per period first what was used and what contracts charge, by day, then manual items, shared
     * cost, and markups. What was used is never in memory as a whole. Everything that can be refused is refused before the
     * sink is opened, but for a ledger that does not add up.
     *
     * @param opening makes the other side of the export, once it is known that there is something to write
     * @return what was opened; it has every row
     */
    <S extends FocusSink> S read(FocusQuestion question, Supplier<S> opening) {
        return views.read("focus", connection -> read(connection, question, opening));
    }

    private static <S extends FocusSink> S read(Connection connection, FocusQuestion question, Supplier<S> opening)
            throws SQLException {
        AccountingSettings settings = AccountingSettingsReader.read(connection, question.tenant());
        Organisation organisation = OrganisationReader.read(connection, settings);
        List<AccountingPeriod> periods = question.periods(AccountingCalendar.of(settings), settings.zone());
        List<@Nullable Set<String>> centers = new ArrayList<>();
        for (AccountingPeriod period : periods) {
            centers.add(centers(question.costCenter(), organisation, period));
        }
        refuseUnknown(question.costCenter(), centers);
        List<SharedCosts> shared = new ArrayList<>();
        for (AccountingPeriod period : periods) {
            shared.add(SharedCosts.of(PeriodCostsReader.read(connection, settings, period, organisation)));
        }
        S sink = opening.get();
        for (int i = 0; i < periods.size(); i++) {
            write(
                    connection,
                    new PeriodRows(settings, periods.get(i)),
                    shared.get(i),
                    organisation,
                    only(centers.get(i), sink));
        }
        return sink;
    }

    /** What a period costs beyond its direct costs, of which there are far more. */
    private record SharedCosts(List<ItemLine> items, List<Transfer> transfers, List<MarkupLine> markups) {
        static SharedCosts of(PeriodCosts costs) {
            return new SharedCosts(costs.items(), costs.transfers(), costs.markups());
        }
    }

    private static void write(
            Connection connection, PeriodRows rows, SharedCosts shared, Organisation organisation, FocusSink sink)
            throws SQLException {
        Period period = rows.period().period();
        CellRows cells = new CellRows(rows, new UnitPriceReader(connection, rows.settings(), period));
        DirectCellReader.read(connection, rows.settings(), period, organisation, cell -> {
            FocusRow row = cells.row(cell);
            if (row != null) {
                sink.write(row);
            }
        });
        ItemRows items = new ItemRows(rows);
        shared.items().forEach(item -> sink.write(items.row(item)));
        Instant end = lastMoment(rows.period());
        new AllocationRows(rows, code -> nameOf(code, organisation, end)).rows(shared.transfers(), sink::write);
        MarkupRows markups = new MarkupRows(rows);
        shared.markups().forEach(markup -> markups.rows(markup, sink::write));
    }

    /** A cost centre's name at the end of the period; of {@code unattributed}: itself. */
    private static String nameOf(String code, Organisation organisation, Instant at) {
        CostCenter center = organisation.center(code, at);
        return center == null ? code : center.name();
    }

    /** Codes of those at and below the one that is asked for, at the end of the period; null: all are asked for. */
    private static @Nullable Set<String> centers(
            @Nullable String code, Organisation organisation, AccountingPeriod period) {
        return code == null ? null : new HashSet<>(organisation.subtree(code, lastMoment(period)));
    }

    private static Instant lastMoment(AccountingPeriod period) {
        return period.period().to().minusNanos(1);
    }

    private static void refuseUnknown(@Nullable String code, List<@Nullable Set<String>> centers) {
        if (code != null && centers.stream().allMatch(each -> each != null && each.isEmpty())) {
            throw ReportError.COST_CENTER_UNKNOWN.because(
                    "cost centre '" + code + "' is there at the end of none of the periods");
        }
    }

    private static FocusSink only(@Nullable Set<String> centers, FocusSink sink) {
        if (centers == null) {
            return sink;
        }
        return row -> {
            if (row.get(FocusColumn.X_COST_CENTER) instanceof String center && centers.contains(center)) {
                sink.write(row);
            }
        };
    }
}
