package io.tokenledger.report.entry;

import io.tokenledger.report.accounting.AccountingCalendar;
import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.accounting.AccountingSettingsReader;
import io.tokenledger.report.costcenter.Organisation;
import io.tokenledger.report.costcenter.OrganisationReader;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.period.Period;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Reads single entries of the ledger in their order, in constant memory. */
@ApplicationScoped
public class EntryReader {
    private static final int ROWS_AT_ONCE = 2_000;

    private final LedgerViews ledger;

    public EntryReader(LedgerViews ledger) {
        this.ledger = ledger;
    }

    /** What has to be known before entries are read; refuses what cannot be asked. */
    EntryScope scope(EntryQuestion question) {
        return ledger.read("entry-scope", connection -> scope(connection, question));
    }

    /** Hands over the entries that are asked for, in one state of the ledger. */
    void read(EntryScope scope, Consumer<Entry> consumer) {
        ledger.read("entries", connection -> {
            read(connection, scope, consumer);
            return scope;
        });
    }

    static EntryScope scope(Connection connection, EntryQuestion question) throws SQLException {
        AccountingSettings settings = AccountingSettingsReader.read(connection, question.tenant());
        Organisation organisation = OrganisationReader.read(connection, settings);
        Optional<Period> occurred = question.adjusts()
                .map(id -> AccountingCalendar.of(settings).named(id).period());
        return EntryScope.of(question, occurred, organisation, origins(connection, question));
    }

    /** A page of the database after the other: each begins where the one before ended, which an index finds at once. */
    static void read(Connection connection, EntryScope scope, Consumer<Entry> consumer) throws SQLException {
        int wanted = scope.question().limit().orElse(Integer.MAX_VALUE);
        int rows = scope.selectsCenters() ? ROWS_AT_ONCE : Math.min(wanted, ROWS_AT_ONCE);
        Optional<EntryCursor> after = scope.question().after();
        int told = 0;
        while (told < wanted) {
            var page = EntryRowReader.page(connection, scope, EntrySql.page(scope, after, rows));
            for (Entry entry : page) {
                if (scope.isMeant(entry) && told < wanted) {
                    consumer.accept(entry);
                    told++;
                }
            }
            if (page.size() < rows) {
                return;
            }
            after = Optional.of(page.getLast().place());
        }
    }

    private static final String ORIGINS = """
            SELECT dimension_id, team, project, app, environment, provider, model, service_tier, reasoning_effort, region
            FROM ledger.dimension_published WHERE tenant = ?
            """; // usage_dimension_pkey

    private static Map<UUID, EntryOrigin> origins(Connection connection, EntryQuestion question) throws SQLException {
        Map<UUID, EntryOrigin> origins = new HashMap<>();
        try (var statement = connection.prepareStatement(ORIGINS)) {
            statement.setString(1, question.tenant());
            statement.setFetchSize(ROWS_AT_ONCE);
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                var origin = new EntryOrigin(
                        row.getString("team"),
                        row.getString("project"),
                        row.getString("app"),
                        row.getString("environment"),
                        row.getString("provider"),
                        row.getString("model"),
                        row.getString("service_tier"),
                        row.getString("reasoning_effort"),
                        row.getString("region"));
                if (OriginFilter.passes(origin, question.filters())) {
                    origins.put(row.getObject("dimension_id", UUID.class), origin);
                }
            }
        }
        return origins;
    }
}
