package io.tokenledger.report.budget;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The budgets in memory: as new as the transaction that asks, for the price of reading one row. */
@ApplicationScoped
public class BudgetBookReader {
    private volatile @Nullable BudgetBook read;

    /**
     * The book as this transaction sees it. Not for a transaction that changes budgets itself: what it has not committed
     * would stay in memory.
     */
    public BudgetBook current(Connection connection) throws SQLException {
        long version = BudgetBookTable.version(connection);
        BudgetBook book = read;
        if (book == null || book.version() != version) {
            book = BudgetBookTable.read(connection, version);
            read = book;
        }
        return book;
    }
}
