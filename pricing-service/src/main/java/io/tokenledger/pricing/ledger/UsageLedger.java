package io.tokenledger.pricing.ledger;

import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.pricing.ledger.Arrival.Identity;
import io.tokenledger.pricing.ledger.IncomingBatch.Rejection;
import io.tokenledger.pricing.pricebook.CurrentPriceBook;
import io.tokenledger.pricing.rating.PriceBook;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Books batches. Dedup keys, entries, dimensions, rollups, journal, conflicts, rejections, counted states and the consumer's
 * offset go into one PostgreSQL transaction at READ COMMITTED: either all of a batch is in the books, once, or nothing
 * of it is and the batch is booked again as a whole.
 *
 * <p>Every transaction touches its tables in the same order and its rows sorted, so that two of them never wait for each
 * other in a ring.
 */
final class UsageLedger {
    private final DataSource dataSource;
    private final CurrentPriceBook priceBook;
    private final ConsumerOffsets offsets;
    private final Clock clock;
    private final EventKeys eventKeys = new EventKeys();
    private final LedgerPosting posting = new LedgerPosting();
    private final UnpricedWait unpricedWait = new UnpricedWait();
    private final EventConflicts conflicts = new EventConflicts();
    private final RejectedEvents rejectedEvents = new RejectedEvents();

    UsageLedger(DataSource dataSource, CurrentPriceBook priceBook, ConsumerOffsets offsets, Clock clock) {
        this.dataSource = dataSource;
        this.priceBook = priceBook;
        this.offsets = offsets;
        this.clock = clock;
    }

    /**
     * Books slices of one or more partitions.
     *
     * @throws LostPartitionException where another consumer has booked one of them meanwhile; nothing was booked
     * @throws SQLException where the database failed; nothing was booked, or, where the answer to the commit was lost,
     *     everything: a repetition then finds its offsets moved
     */
    BookedBatch book(List<TopicSlice> slices) throws SQLException, LostPartitionException {
        Instant now = clock.instant();
        IncomingBatch batch = IncomingBatch.of(slices, now);
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                var newDimensions = new HashMap<UsageDimension, UUID>();
                BookedBatch booked = book(connection, batch, newDimensions, now);
                connection.commit();
                posting.dimensions().committed(newDimensions);
                return booked;
            } catch (SQLException | LostPartitionException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private BookedBatch book(
            Connection connection, IncomingBatch batch, Map<UsageDimension, UUID> newDimensions, Instant now)
            throws SQLException, LostPartitionException {
        OffsetDateTime timestamp = OffsetDateTime.ofInstant(now, ZoneOffset.UTC);
        var counts = new IntakeCounts();

        // Before the price book is read: whoever waits for bookings knows which version later ones have seen.
        posting.closings().holdOff(connection);
        List<Arrival> firstOfTheirKind = takeIdentities(connection, batch.arrivals(), counts, timestamp);
        PriceBook book = priceBook.asOf(connection);
        List<EntryRow> entries = rate(book, firstOfTheirKind, counts);
        newDimensions.putAll(posting.append(connection, entries, ChangeStream.of(batch.slices()), now));
        unpricedWait.add(connection, entries, book.version(), timestamp);
        for (Rejection rejection : batch.rejections()) {
            boolean kept = rejectedEvents.keep(connection, rejection.event());
            counts.count(
                    rejection.event().tenant(),
                    rejection.event().receivedAt(),
                    rejection.partition(),
                    kept ? IntakeState.REJECTED : IntakeState.DUPLICATE);
        }
        counts.add(connection);
        for (TopicSlice slice : batch.slices()) {
            offsets.move(connection, slice, timestamp);
        }
        return new BookedBatch(counts, entries);
    }

    /** Returns the arrivals that are new, in the order of their keys; counts and keeps what is not. */
    private List<Arrival> takeIdentities(
            Connection connection, List<Arrival> arrivals, IntakeCounts counts, OffsetDateTime now)
            throws SQLException {
        var firstInBatch = HashMap.<Identity, Arrival>newHashMap(arrivals.size());
        var others = new ArrayList<Arrival>();
        for (Arrival arrival : arrivals) {
            if (firstInBatch.putIfAbsent(arrival.identity(), arrival) != null) {
                others.add(arrival);
            }
        }
        List<Arrival> sorted = new ArrayList<>(firstInBatch.values());
        sorted.sort((left, right) -> left.identity().compareTo(right.identity()));

        Set<Identity> inserted = eventKeys.insertNew(connection, sorted);
        var fresh = new ArrayList<Arrival>(inserted.size());
        var known = new HashSet<Identity>();
        for (Arrival arrival : sorted) {
            if (inserted.contains(arrival.identity())) {
                fresh.add(arrival);
            } else {
                known.add(arrival.identity());
                others.add(arrival);
            }
        }
        Map<Identity, UUID> standing = eventKeys.fingerprints(connection, known);
        fresh.forEach(
                arrival -> standing.put(arrival.identity(), arrival.usage().fingerprint()));
        // Conflicts lock rows, too: sorted, like every other write.
        others.sort((left, right) -> left.identity().compareTo(right.identity()));
        for (Arrival arrival : others) {
            countKnown(connection, arrival, standing, counts, now);
        }
        return fresh;
    }

    private void countKnown(
            Connection connection,
            Arrival arrival,
            Map<Identity, UUID> standing,
            IntakeCounts counts,
            OffsetDateTime now)
            throws SQLException {
        UUID first = standing.get(arrival.identity());
        if (first == null) {
            throw new IllegalStateException("event " + arrival.usage().id() + " of "
                    + arrival.usage().source() + " was neither new nor found: " + arrival.identity());
        }
        boolean isReplay =
                first.equals(arrival.usage().fingerprint()) || !conflicts.keep(connection, arrival, first, now);
        count(counts, arrival, isReplay ? IntakeState.DUPLICATE : IntakeState.CONFLICT);
    }

    private List<EntryRow> rate(PriceBook book, List<Arrival> arrivals, IntakeCounts counts) {
        var entries = new ArrayList<EntryRow>(arrivals.size());
        for (Arrival arrival : arrivals) {
            MeteredUsage usage = arrival.usage();
            UsageDimension dimension = UsageDimension.of(usage);
            UUID known = posting.dimensions().committedId(dimension);
            LedgerEvent event = LedgerEvent.of(
                    usage, arrival.identity().eventKey(), dimension, known == null ? dimension.id() : known);
            EntryRow entry = EntryRow.usage(event, book.rate(event.ratingRequest()), book.version());
            entries.add(entry);
            count(counts, arrival, entry.amount().isKnown() ? IntakeState.PRICED : IntakeState.UNPRICED);
        }
        return entries;
    }

    private static void count(IntakeCounts counts, Arrival arrival, IntakeState state) {
        counts.count(arrival.usage().tenant(), arrival.usage().receivedAt(), arrival.partition(), state);
    }

    private static void rollBack(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
