package io.tokenledger.pricing.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Appends entries within the caller's transaction, adds them to the rollups and notes in the journal what they added.
 * Every writer of entries goes through here: the tables are touched in one order, {@code change_stream},
 * {@code usage_entry}, {@code usage_dimension}, {@code usage_rollup}, {@code usage_rollup_hour},
 * {@code usage_rollup_day}, {@code usage_change}, {@code usage_rollup_meter}, {@code usage_profile},
 * {@code usage_profile_meter}, {@code usage_drift}, {@code usage_stated}, and their rows sorted, so that two transactions
 * never wait for each other in a ring.
 *
 * <p>The row of the stream comes first although it is held longest: entries bear the number of their transaction, and a
 * number may be drawn only under that lock. Who waits there has no entry and no sum yet that another could wait for.
 *
 * <p>Entries for time that is closed are accounted at the first moment that is open. Safe for use by several threads.
 */
public final class LedgerPosting {
    private final Closings closings = new Closings();
    private final ChangeStreams streams = new ChangeStreams();
    private final ChangeJournal journal = new ChangeJournal();
    private final UsageEntries entries = new UsageEntries();
    private final UsageDimensions dimensions = new UsageDimensions();
    private final UsageRollup rollup = new UsageRollup();
    private final CoarseRollup rollupHours = CoarseRollup.hours();
    private final CoarseRollup rollupDays = CoarseRollup.days();
    private final UsageRollupMeters rollupMeters = new UsageRollupMeters();
    private final UsageProfile profile = new UsageProfile();
    private final UsageProfileMeters profileMeters = new UsageProfileMeters();
    private final UsageDrift drift = new UsageDrift();
    private final UsageStated stated = new UsageStated();

    /**
     * Appends entries. Nothing is changed or checked against what is there: a number of an entry that is taken fails
     * with SQLSTATE 23505, and the caller repeats its transaction as a whole, as after 40P01 and 40001.
     *
     * @param connection in a transaction (no auto-commit) at READ COMMITTED that the caller commits; it should not have
     *     written to {@code ledger} before, and waits for others that post so until they have ended: it must be short
     * @param rows in any order
     * @param bookedAt the time of the booking, not a later one than now
     */
    public void post(Connection connection, List<EntryRow> rows, Instant bookedAt) throws SQLException {
        if (!rows.isEmpty()) {
            closings.holdOff(connection);
            append(connection, rows, ChangeStream.BOOKS, bookedAt);
        }
    }

    /** As {@link #post}, where closings are held off already. Returns the dimensions that were written. */
    Map<UsageDimension, UUID> append(Connection connection, List<EntryRow> rows, ChangeStream stream, Instant bookedAt)
            throws SQLException {
        if (rows.isEmpty()) {
            return Map.of();
        }
        var tenants = new HashSet<String>();
        var missing = new HashMap<UsageDimension, UUID>();
        for (EntryRow row : rows) {
            tenants.add(row.event().tenant());
            if (dimensions.committedId(row.event().dimension()) == null) {
                missing.put(row.event().dimension(), row.event().dimensionId());
            }
        }
        ClosedBooks closed = closings.of(connection, tenants, bookedAt);
        long changeId = streams.next(connection, stream, bookedAt);
        entries.append(connection, rows, closed, changeId);
        dimensions.insert(connection, missing);
        List<RollupDelta> deltas = RollupDelta.of(rows, closed);
        rollup.add(connection, deltas);
        rollupHours.add(connection, deltas);
        rollupDays.add(connection, deltas);
        journal.append(connection, stream, changeId, deltas, bookedAt);
        rollupMeters.add(connection, rows, closed);
        profile.add(connection, rows);
        profileMeters.add(connection, rows);
        drift.add(connection, rows, closed);
        stated.add(connection, rows, closed);
        return missing;
    }

    Closings closings() {
        return closings;
    }

    UsageDimensions dimensions() {
        return dimensions;
    }
}
