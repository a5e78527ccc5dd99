package io.tokenledger.pricing.repricing;

import io.tokenledger.pricing.ledger.Closings;
import io.tokenledger.pricing.ledger.DimensionScope;
import io.tokenledger.pricing.ledger.EntryRow;
import io.tokenledger.pricing.ledger.LedgerEvent;
import io.tokenledger.pricing.ledger.LedgerPosting;
import io.tokenledger.pricing.ledger.StandingEvent;
import io.tokenledger.pricing.ledger.UnpricedWait;
import io.tokenledger.pricing.pricebook.CurrentPriceBook;
import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.pricing.repricing.ScopePages.Page;
import io.tokenledger.pricing.repricing.ScopePages.Position;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Takes repricings on and applies them, a page of the ledger per transaction: corrections, counts and position together,
 * so that it goes on where it stood whenever it is stopped. Asked for in turn, applied in turn. Applying the same again
 * changes nothing, because what is booked is the difference to what stands.
 */
final class RepricingRun {
    static final int ENTRIES_PER_PAGE = 5_000;

    private final DataSource dataSource;
    private final CurrentPriceBook priceBook;
    private final Clock clock;
    private final CorrectionBatch batch;
    private final Repricings repricings = new Repricings();
    private final Closings closings = new Closings();
    private final UnpricedWait wait = new UnpricedWait();
    private final LedgerPosting posting = new LedgerPosting();
    private volatile @Nullable PriceBook lastBook;

    RepricingRun(DataSource dataSource, CurrentPriceBook priceBook, Clock clock) {
        this.dataSource = dataSource;
        this.priceBook = priceBook;
        this.clock = clock;
        this.batch = new CorrectionBatch(dataSource);
    }

    /** What is asked for. */
    record Asked(
            DimensionScope scope,
            Instant from,
            Instant until,
            String author,
            String reason,
            @Nullable String link) {}

    /**
     * Takes a repricing on. Every event that an older version of the book has rated is committed by then: it will be
     * found. What is booked later is rated by this version or a newer one.
     */
    Repricing ask(Asked asked) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                closings.waitForBookings(connection);
                var repricing = new Repricing(
                        UUID.randomUUID(),
                        asked.scope(),
                        asked.from(),
                        asked.until(),
                        priceBook.asOf(connection).version(),
                        asked.author(),
                        asked.reason(),
                        asked.link(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS));
                repricings.insert(connection, repricing);
                connection.commit();
                return repricing;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    /** The repricing that is to be worked on; null: none. Takes no lock. */
    @Nullable
    Repricing running() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            RepricingStatus next = repricings.nextRunning(connection);
            return next == null ? null : next.repricing();
        }
    }

    /** Applies the next page of the repricing that was asked for first; the status after it, null: nothing to do. */
    @Nullable
    RepricingStatus applyNext(int entries) throws SQLException {
        return batch.run(connection -> Optional.ofNullable(apply(connection, entries)))
                .orElse(null);
    }

    private @Nullable RepricingStatus apply(Connection connection, int entries) throws SQLException {
        RepricingStatus status = repricings.nextRunning(connection);
        if (status == null) {
            return null;
        }
        Repricing repricing = status.repricing();
        PriceBook book = bookAt(connection, repricing.bookVersion());
        Counts counts = status.counts();
        Page page = new ScopePages(repricing.scope(), repricing.from(), repricing.until())
                .next(connection, status.position(), entries);
        Position position = status.position();
        if (page != null) {
            position = page.position();
            book(connection, repricing, page, book, counts);
        }
        var moved = new RepricingStatus(repricing, counts, position, null, page == null ? now() : null);
        repricings.move(connection, moved);
        return moved;
    }

    private void book(Connection connection, Repricing repricing, Page page, PriceBook book, Counts counts)
            throws SQLException {
        var rows = new ArrayList<EntryRow>();
        var priced = new ArrayList<LedgerEvent>();
        for (StandingEvent standing : page.events()) {
            Decision decision = Decision.of(standing, book, repricing.reference());
            counts.add(decision);
            rows.addAll(decision.rows());
            if (decision.outcome() == Decision.Outcome.PRICED) {
                priced.add(decision.event());
            }
        }
        posting.post(connection, rows, now());
        wait.remove(connection, priced);
    }

    /** Notes why the repricing does not come on, where somebody who asks can see it. */
    void tellTrouble(Repricing repricing, String trouble) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            repricings.trouble(connection, repricing, trouble);
        }
    }

    private PriceBook bookAt(Connection connection, long version) throws SQLException {
        PriceBook book = lastBook;
        if (book == null || book.version() != version) {
            book = priceBook.atVersion(connection, version);
            lastBook = book;
        }
        return book;
    }

    private Instant now() {
        return clock.instant();
    }
}
