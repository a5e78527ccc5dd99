package io.tokenledger.report.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.problem.ReportProblem;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BudgetBookReaderIT {
    private final TestLedger ledger = TestLedger.empty("budget_book");
    private final BudgetWriter writer =
            new BudgetWriter(ledger.store(), List.of(), Clock.fixed(SampleBudget.NOW, ZoneOffset.UTC));
    private final BudgetBookReader books = new BudgetBookReader();

    @Test
    void bookIsAsNewAsTheTransactionThatAsksAndReadOnceForEachVersion() throws SQLException {
        assertThat(current().size()).isZero();
        Budget search = SampleBudget.named("search")
                .with(Map.of("team", List.of("search")))
                .budget();
        writer.create(search, Said.NOTHING);
        BudgetBook book = current();
        assertThat(book.of("acme")).containsExactly(search);
        assertThat(current()).isSameAs(book);
        Budget other = SampleBudget.named("other").of("globex").budget();
        writer.create(other, Said.NOTHING);
        assertThat(current().of("acme")).containsExactly(search);
        assertThat(current().of("globex")).containsExactly(other);
        assertThat(current().version()).isEqualTo(book.version() + 1);
    }

    @Test
    void transactionThatBeganBeforeAChangeGoesOnWithItsBook() throws SQLException {
        try (Connection before = ledger.serviceDataSource("").getConnection()) {
            before.setAutoCommit(false);
            before.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            assertThat(books.current(before).size()).isZero();
            writer.create(SampleBudget.named("search").budget(), Said.NOTHING);
            assertThat(current().size()).isEqualTo(1);
            assertThat(books.current(before).size()).isZero();
        }
    }

    @Test
    void budgetThatIsRefusedMovesNothing() throws SQLException {
        writer.create(SampleBudget.named("search").budget(), Said.NOTHING);
        long version = current().version();
        assertThatThrownBy(() -> writer.create(SampleBudget.named("search").budget(), Said.NOTHING))
                .isInstanceOf(ReportProblem.class)
                .hasMessageContaining("'search'");
        assertThat(current().version()).isEqualTo(version);
    }

    private BudgetBook current() throws SQLException {
        try (Connection connection = ledger.serviceDataSource("").getConnection()) {
            return books.current(connection);
        }
    }
}
