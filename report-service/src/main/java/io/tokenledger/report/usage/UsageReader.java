package io.tokenledger.report.usage;

import io.tokenledger.report.ledger.LedgerViews;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers questions about usage from the ledger's published views: each in one statement, or in a second one where there
 * are costs in another currency than the one asked for.
 */
@ApplicationScoped
public class UsageReader {
    private final LedgerViews ledger;

    public UsageReader(LedgerViews ledger) {
        this.ledger = ledger;
    }

    /**
     * A row per group that has usage. Refused where there are more than {@code maxRows}, and where there is a cost in
     * another currency on a day without an exchange rate.
     *
     * @param report the kind of report, for the metrics
     */
    public UsageAnswer read(String report, UsageQuery query, int maxRows) {
        return read(report, query, query.source(), maxRows);
    }

    /** Several questions over one and the same state of the ledger. */
    public List<UsageAnswer> readTogether(String report, List<UsageQuery> queries, int maxRows) {
        return ledger.read(report, connection -> {
            List<UsageAnswer> answers = new ArrayList<>();
            for (UsageQuery query : queries) {
                answers.add(answer(connection, query, query.source(), maxRows));
            }
            return answers;
        });
    }

    /** The same within the caller's transaction, which sees one state of the ledger throughout. */
    public static UsageAnswer read(Connection connection, UsageQuery query, int maxRows) throws SQLException {
        return answer(connection, query, query.source(), maxRows);
    }

    /** The same about tokens and requests alone: no row has a cost, in no currency. */
    public static List<UsageRow> count(Connection connection, UsageQuery query, int maxRows) throws SQLException {
        return counted(connection, query, maxRows);
    }

    /** Several questions about tokens and requests alone, over one state of the ledger: no row has a cost, in no currency. */
    public List<List<UsageRow>> countTogether(String report, List<UsageQuery> queries, int maxRows) {
        return ledger.read(report, connection -> {
            List<List<UsageRow>> answers = new ArrayList<>();
            for (UsageQuery query : queries) {
                answers.add(counted(connection, query, maxRows));
            }
            return answers;
        });
    }

    UsageAnswer read(String report, UsageQuery query, UsageSource source, int maxRows) {
        return ledger.read(report, connection -> answer(connection, query, source, maxRows));
    }

    private static UsageAnswer answer(Connection connection, UsageQuery query, UsageSource source, int maxRows)
            throws SQLException {
        Optional<List<UsageRow>> rows = rowsInOneCurrency(connection, query, source, maxRows);
        return rows.isPresent()
                ? new UsageAnswer(rows.get(), List.of())
                : ConvertedUsageReader.read(connection, query, source, maxRows);
    }

    private static List<UsageRow> counted(Connection connection, UsageQuery query, int maxRows) throws SQLException {
        UsageSql sql = UsageSql.of(query, query.source(), maxRows + 1);
        UsageRowReader reader = new UsageRowReader(query);
        List<UsageRow> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
            UsageRowReader.bind(connection, statement, sql.values());
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                UsageRow row = reader.row(found);
                rows.add(new UsageRow(row.group(), row.usage().withoutCost()));
            }
        }
        if (rows.size() > maxRows) {
            throw UsageRowReader.tooMany(maxRows);
        }
        return rows;
    }

    /** Empty where there is a cost in another currency: nearly never, so nothing is spent on it before it is there. */
    private static Optional<List<UsageRow>> rowsInOneCurrency(
            Connection connection, UsageQuery query, UsageSource source, int maxRows) throws SQLException {
        UsageSql sql = UsageSql.of(query, source, maxRows + 1);
        UsageRowReader reader = new UsageRowReader(query);
        List<UsageRow> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
            UsageRowReader.bind(connection, statement, sql.values());
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                if (found.getString("other_currency") != null) {
                    return Optional.empty();
                }
                rows.add(reader.row(found));
            }
        }
        if (rows.size() > maxRows) {
            throw UsageRowReader.tooMany(maxRows);
        }
        return Optional.of(rows);
    }
}
