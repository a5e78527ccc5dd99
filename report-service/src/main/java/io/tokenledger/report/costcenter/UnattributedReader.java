package io.tokenledger.report.costcenter;

import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.accounting.AccountingSettingsReader;
import io.tokenledger.report.accounting.ClosedBooksReader;
import io.tokenledger.report.ledger.LedgerViews;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Answers what nobody pays for, and which rules would change that. */
@ApplicationScoped
public class UnattributedReader {
    private static final String REPORT = "unattributed";

    private final LedgerViews database;
    private final Clock clock;

    public UnattributedReader(LedgerViews database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param parameters of the request, decoded */
    UnattributedJson list(String tenant, Map<String, List<String>> parameters) {
        return database.read(REPORT, connection -> {
            AccountingSettings settings = AccountingSettingsReader.read(connection, tenant);
            UnattributedQuestion question = UnattributedQuestion.list(parameters, settings.zone(), clock.instant());
            OrganisationBook book = OrganisationReader.book(connection, settings);
            return UnattributedList.of(settings, question, usage(connection, book, question));
        });
    }

    /** @param parameters of the request, decoded */
    UnattributedJson.SuggestionsJson suggestions(String tenant, Map<String, List<String>> parameters) {
        return database.read(REPORT, connection -> {
            AccountingSettings settings = AccountingSettingsReader.read(connection, tenant);
            UnattributedQuestion question = UnattributedQuestion.rules(parameters, settings.zone(), clock.instant());
            OrganisationBook book = OrganisationReader.book(connection, settings);
            return SuggestedRules.of(
                    book,
                    question,
                    ClosedBooksReader.closedUntil(connection, tenant),
                    usage(connection, book, question));
        });
    }

    private static List<MappedUsage> usage(Connection connection, OrganisationBook book, UnattributedQuestion question)
            throws SQLException {
        return MappedUsageReader.read(connection, book, question.period(), question.subjects());
    }
}
