package io.tokenledger.pricing.repricing;

import io.tokenledger.pricing.ledger.EntryAmount;
import io.tokenledger.pricing.ledger.EntryRow;
import io.tokenledger.pricing.ledger.LedgerEvent;
import io.tokenledger.pricing.ledger.LedgerPosting;
import io.tokenledger.pricing.ledger.StandingEvent;
import io.tokenledger.pricing.ledger.StandingEvents;
import io.tokenledger.pricing.ledger.StandingEvents.EventRef;
import io.tokenledger.pricing.ledger.UnpricedWait;
import io.tokenledger.pricing.ledger.UnpricedWait.Tried;
import io.tokenledger.pricing.pricebook.CurrentPriceBook;
import io.tokenledger.pricing.rating.PriceBook;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import javax.sql.DataSource;

/**
 * Prices events that were booked without a price, as soon as the book has one. Nobody asks for it: every event that
 * waits is rated once by every version of the book.
 */
final class UnpricedPricing {
    static final int EVENTS_PER_BATCH = 2_000;

    private final DataSource dataSource;
    private final CurrentPriceBook priceBook;
    private final Clock clock;
    private final CorrectionBatch batch;
    private final UnpricedWait wait = new UnpricedWait();
    private final StandingEvents events = new StandingEvents();
    private final LedgerPosting posting = new LedgerPosting();

    UnpricedPricing(DataSource dataSource, CurrentPriceBook priceBook, Clock clock) {
        this.dataSource = dataSource;
        this.priceBook = priceBook;
        this.clock = clock;
        this.batch = new CorrectionBatch(dataSource);
    }

    /**
     * What a batch has done.
     *
     * @param looked events that were rated again; 0: there is nothing left to do
     * @param priced of these, how many have a price now
     */
    record Progress(int looked, int priced) {}

    /** Whether an event waits that the current book was not asked about. Takes no lock. */
    boolean isDue() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return !wait.due(connection, priceBook.asOf(connection).version(), 1)
                    .isEmpty();
        }
    }

    /** Rates the next events that wait. */
    Progress priceNext(int most) throws SQLException {
        return batch.run(connection -> price(connection, most));
    }

    private Progress price(Connection connection, int most) throws SQLException {
        PriceBook book = priceBook.asOf(connection);
        List<EventRef> due = wait.due(connection, book.version(), most);
        if (due.isEmpty()) {
            return new Progress(0, 0);
        }
        // What is left here in the end has no price in this version either.
        var tried = new LinkedHashMap<EventRef, Tried>();
        due.forEach(key -> tried.put(key, new Tried(key, null)));
        var rows = new ArrayList<EntryRow>();
        var priced = new ArrayList<LedgerEvent>();
        for (StandingEvent standing : events.byKeys(connection, due)) {
            LedgerEvent event = standing.event();
            var key = new EventRef(event.tenant(), event.occurredAt(), event.eventKey());
            switch (EntryAmount.of(book.rate(event.ratingRequest()))) {
                case EntryAmount.Known cost -> {
                    if (!standing.stands().isKnown()) {
                        rows.add(EntryRow.reversal(event, standing.nextEntryNo(), standing.stands(), null));
                        rows.add(EntryRow.pricing(event, standing.nextEntryNo() + 1, cost, book.version(), null));
                    }
                    priced.add(event);
                    tried.remove(key);
                }
                case EntryAmount.Unknown unknown -> tried.put(key, new Tried(key, unknown.reason()));
            }
        }
        posting.post(connection, rows, Instant.now(clock));
        wait.remove(connection, priced);
        wait.tried(connection, List.copyOf(tried.values()), book.version());
        return new Progress(due.size(), priced.size());
    }
}
