package io.tokenledger.report.chargeback;

import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.accounting.AccountingSettingsReader;
import io.tokenledger.report.costcenter.Organisation;
import io.tokenledger.report.costcenter.OrganisationReader;
import io.tokenledger.report.fx.Conversion;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.period.Period;
import io.tokenledger.report.usage.Usage;
import io.tokenledger.report.usage.UsageAnswer;
import io.tokenledger.report.usage.UsageQuery;
import io.tokenledger.report.usage.UsageReader;
import io.tokenledger.report.usage.UsageRow;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers what is asked of a chargeback, and what is asked beside it, over one state of the database. */
@ApplicationScoped
class ChargebackReader {
    private static final int MAX_LINES = 100_000;

    /** Rows of the ledger that make up lines by cost centre: more than lines, because rules look at more. */
    private static final int MAX_ROWS = 1_000_000;

    private final LedgerViews ledger;

    ChargebackReader(LedgerViews ledger) {
        this.ledger = ledger;
    }

    /**
     * What was found.
     *
     * @param beside the same about what it is held against; empty: nothing was asked beside it
     * @param names of the cost centres that the answer names, by code
     */
    record Found(UsageAnswer answer, Optional<UsageAnswer> beside, Map<String, String> names) {}

    /** Refused where there are more than 100 000 lines, or a cost on a day without an exchange rate. */
    Found read(ChargebackQuestion question) {
        return ledger.read("chargeback", connection -> {
            if (!question.asksForCostCenters()) {
                return new Found(held(connection, question), beside(connection, question, null, null), Map.of());
            }
            AccountingSettings settings = AccountingSettingsReader.read(connection, question.tenant());
            Organisation organisation = OrganisationReader.read(connection, settings);
            UsageAnswer answer = byCostCenter(connection, question, organisation);
            Optional<UsageAnswer> beside = beside(connection, question, organisation, settings);
            return new Found(answer, beside, names(organisation, question.period()));
        });
    }

    private static Optional<UsageAnswer> beside(
            Connection connection,
            ChargebackQuestion question,
            @Nullable Organisation organisation,
            @Nullable AccountingSettings settings)
            throws SQLException {
        if (question.restateAt().isPresent() && organisation != null && settings != null) {
            LocalDate day = question.restateAt().get();
            Instant at = day.atStartOfDay(settings.zone()).toInstant();
            return Optional.of(byCostCenter(connection, question, organisation.asAt(at)));
        }
        if (question.comparison().isEmpty()) {
            return Optional.empty();
        }
        ChargebackQuestion before = question.about(question.comparison().get().beside(question.period()));
        return Optional.of(
                organisation == null ? held(connection, before) : byCostCenter(connection, before, organisation));
    }

    private static UsageAnswer held(Connection connection, ChargebackQuestion question) throws SQLException {
        return UsageReader.read(connection, question.asHeld(), MAX_LINES);
    }

    static UsageAnswer byCostCenter(Connection connection, ChargebackQuestion question, Organisation organisation)
            throws SQLException {
        Map<List<@Nullable String>, Usage> groups = new LinkedHashMap<>();
        List<Conversion> conversions = new ArrayList<>();
        Period period = question.period();
        List<Instant> borders = CostCenterRows.borders(organisation, period.from(), period.to());
        for (int i = 0; i + 1 < borders.size(); i++) {
            var stretch = new Period(borders.get(i), borders.get(i + 1), period.zone());
            var rows = new CostCenterRows(question, organisation, stretch.from(), stretch.to());
            var query = new UsageQuery(stretch, rows.dimensions(), question.filters(), question.currency());
            UsageAnswer answer = UsageReader.read(connection, query, MAX_ROWS);
            rows.addTo(groups, answer.rows());
            conversions.addAll(answer.conversions());
        }
        List<UsageRow> lines = groups.entrySet().stream()
                .map(group -> new UsageRow(group.getKey(), group.getValue()))
                .toList();
        return new UsageAnswer(lines, Conversion.joined(conversions));
    }

    /** By code, as they are called at the end of the period. */
    private static Map<String, String> names(Organisation organisation, Period period) {
        Map<String, String> names = new LinkedHashMap<>();
        for (Instant at : List.of(period.from(), period.to().minusNanos(1))) {
            organisation.centers(at).forEach(center -> names.put(center.code(), center.name()));
        }
        return names;
    }
}
