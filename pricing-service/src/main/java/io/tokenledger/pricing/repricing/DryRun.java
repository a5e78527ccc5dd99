package io.tokenledger.pricing.repricing;

import io.tokenledger.pricing.ledger.DimensionScope;
import io.tokenledger.pricing.ledger.EntryAmount;
import io.tokenledger.pricing.ledger.StandingEvent;
import io.tokenledger.pricing.ledger.UsageDimension;
import io.tokenledger.pricing.pricebook.CurrentPriceBook;
import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.pricing.repricing.ScopePages.Page;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What a repricing would change: decided as an application decides, in one snapshot, and nothing is written. */
final class DryRun {
    /** Between provider and model in the name of a group. */
    static final char MODEL_AFTER = '\n';

    private static final int ENTRIES_PER_PAGE = 10_000;

    private final DataSource dataSource;
    private final CurrentPriceBook priceBook;

    DryRun(DataSource dataSource, CurrentPriceBook priceBook) {
        this.dataSource = dataSource;
        this.priceBook = priceBook;
    }

    /** Cost before and after, in 1e-12 of a currency. Events without a price add nothing to a side. */
    static final class Sums {
        BigInteger before = BigInteger.ZERO;
        BigInteger after = BigInteger.ZERO;
        long changed;
    }

    /** What sums are kept of: a day, team or model ({@code ""}: none), in a currency. */
    record Line(String group, String currency) implements Comparable<Line> {
        @Override
        public int compareTo(Line other) {
            int byGroup = group.compareTo(other.group);
            return byGroup != 0 ? byGroup : currency.compareTo(other.currency);
        }
    }

    /** The answer, while it is being added up. */
    static final class Result {
        final long bookVersion;
        final Counts counts = new Counts();
        final Map<Line, Sums> total = new TreeMap<>();
        final Map<Line, Sums> byDay = new TreeMap<>();
        final Map<Line, Sums> byTeam = new TreeMap<>();
        final Map<Line, Sums> byModel = new TreeMap<>();

        Result(long bookVersion) {
            this.bookVersion = bookVersion;
        }

        private void add(Decision decision) {
            counts.add(decision);
            UsageDimension dimension = decision.event().dimension();
            String team = dimension.team();
            add(total, "", decision);
            add(
                    byDay,
                    decision.event()
                            .occurredAt()
                            .atOffset(ZoneOffset.UTC)
                            .toLocalDate()
                            .toString(),
                    decision);
            add(byTeam, team == null ? "" : team, decision);
            add(byModel, dimension.provider() + MODEL_AFTER + dimension.model(), decision);
        }

        private static void add(Map<Line, Sums> lines, String group, Decision decision) {
            Sums before = sums(lines, group, decision.before());
            Sums after = sums(lines, group, decision.after());
            if (before != null) {
                before.before = before.before.add(cost(decision.before()));
            }
            if (after != null) {
                after.after = after.after.add(cost(decision.after()));
                after.changed += decision.changes() ? 1 : 0;
            }
        }

        private static @Nullable Sums sums(Map<Line, Sums> lines, String group, EntryAmount amount) {
            return amount instanceof EntryAmount.Known known
                    ? lines.computeIfAbsent(new Line(group, known.currency()), _ -> new Sums())
                    : null;
        }

        private static BigInteger cost(EntryAmount amount) {
            return ((EntryAmount.Known) amount).costPico();
        }
    }

    /** Looks at every event of the scope that occurred in the range, by the book as it is now. */
    Result run(DimensionScope scope, Instant from, Instant until) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            try {
                PriceBook book = priceBook.asOf(connection);
                var result = new Result(book.version());
                var pages = new ScopePages(scope, from, until);
                Page page = pages.next(connection, null, ENTRIES_PER_PAGE);
                while (page != null) {
                    for (StandingEvent standing : page.events()) {
                        result.add(Decision.of(standing, book, "dry run"));
                    }
                    page = pages.next(connection, page.position(), ENTRIES_PER_PAGE);
                }
                return result;
            } finally {
                connection.rollback();
                connection.setReadOnly(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setAutoCommit(true);
            }
        }
    }
}
