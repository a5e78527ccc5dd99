package io.tokenledger.pricing.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Proves on demand that the books are right. Reads the whole ledger: for a quiet hour, not for a dashboard. */
@ApplicationScoped
public class BooksCheck {
    private final DataSource dataSource;

    BooksCheck(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * What was compared, all read from one snapshot.
     *
     * @param recordsRead metered records that the offsets say were read
     * @param recordsCounted metered records that ended in a counted state; must equal {@code recordsRead}
     * @param eventsCounted events counted as priced or unpriced
     * @param eventsBooked events that have an entry; must equal {@code eventsCounted}
     * @param eventKeys identities taken; must equal {@code eventsBooked}
     * @param rollupDifferences rollup rows that differ from the sum of their entries; must be 0
     * @param rollupHourDifferences hours that differ from the sum of their quarters of an hour; must be 0
     * @param rollupDayDifferences days that differ from the sum of their quarters of an hour; must be 0
     * @param profileDifferences cells of the usage profile that differ from the sum of their entries; must be 0
     * @param journalDifferences rows of the journal, as far as it goes back, that differ from the sum of their entries;
     *     must be 0
     * @param driftDifferences rows of provider counts beside text counts that differ from the sum of their entries; must
     *     be 0
     * @param statedDifferences rows of stated costs that differ from the sum of their entries; must be 0
     * @param entriesWithoutDimension entries whose attribution is missing; must be 0
     * @param waitDifferences events that have no price by their entries and do not wait for one, or the other way round;
     *     must be 0
     */
    public record Findings(
            long recordsRead,
            long recordsCounted,
            long eventsCounted,
            long eventsBooked,
            long eventKeys,
            long rollupDifferences,
            long rollupHourDifferences,
            long rollupDayDifferences,
            long profileDifferences,
            long journalDifferences,
            long driftDifferences,
            long statedDifferences,
            long entriesWithoutDimension,
            long waitDifferences) {

        /** Whether the books are right. */
        public boolean passed() {
            return recordsRead == recordsCounted
                    && eventsCounted == eventsBooked
                    && eventsBooked == eventKeys
                    && rollupDifferences == 0
                    && rollupHourDifferences == 0
                    && rollupDayDifferences == 0
                    && profileDifferences == 0
                    && journalDifferences == 0
                    && driftDifferences == 0
                    && statedDifferences == 0
                    && entriesWithoutDimension == 0
                    && waitDifferences == 0;
        }
    }

    // One statement, so one snapshot: the ledger goes on meanwhile.
    private static final String COMPARE = """
            SELECT (SELECT coalesce(sum(next_offset - start_offset), 0) FROM ledger.consumer_offset
                        WHERE topic = 'usage.metered.v1') AS records_read,
                   (SELECT coalesce(sum(priced + unpriced + duplicates + conflicts + rejected), 0)
                        FROM ledger.intake_count WHERE topic = 'usage.metered.v1') AS records_counted,
                   (SELECT coalesce(sum(priced + unpriced), 0) FROM ledger.intake_count) AS events_counted,
                   (SELECT count(*) FROM ledger.usage_entry WHERE entry_no = 0) AS events_booked,
                   (SELECT count(*) FROM ledger.event_key) AS event_keys,
                   (SELECT count(*) FROM ledger.rollup_difference) AS rollup_differences,
                   (SELECT count(*) FROM ledger.rollup_hour_difference) AS rollup_hour_differences,
                   (SELECT count(*) FROM ledger.rollup_day_difference) AS rollup_day_differences,
                   (SELECT count(*) FROM ledger.profile_difference) AS profile_differences,
                   (SELECT count(*) FROM ledger.journal_difference) AS journal_differences,
                   (SELECT count(*) FROM ledger.rollup_drift_difference) AS drift_differences,
                   (SELECT count(*) FROM ledger.rollup_stated_difference) AS stated_differences,
                   (SELECT count(*) FROM ledger.usage_entry e
                        LEFT JOIN ledger.usage_dimension d
                            ON d.tenant_id = e.tenant_id AND d.dimension_id = e.dimension_id
                        WHERE d.dimension_id IS NULL) AS entries_without_dimension,
                   (SELECT count(*)
                        FROM (SELECT tenant_id, event_key FROM ledger.usage_entry
                              WHERE unpriced_reason IS NOT NULL
                              GROUP BY tenant_id, event_key
                              HAVING sum(CASE entry_kind WHEN 'reversal' THEN -1 ELSE 1 END) <> 0) AS unpriced
                        FULL JOIN ledger.unpriced_wait w
                            ON w.tenant_id = unpriced.tenant_id AND w.event_key = unpriced.event_key
                        WHERE unpriced.event_key IS NULL OR w.event_key IS NULL) AS wait_differences""";

    /** Compares everything that must be equal. */
    public Findings findings() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement compare = connection.prepareStatement(COMPARE);
                ResultSet row = compare.executeQuery()) {
            row.next();
            return new Findings(
                    row.getLong("records_read"),
                    row.getLong("records_counted"),
                    row.getLong("events_counted"),
                    row.getLong("events_booked"),
                    row.getLong("event_keys"),
                    row.getLong("rollup_differences"),
                    row.getLong("rollup_hour_differences"),
                    row.getLong("rollup_day_differences"),
                    row.getLong("profile_differences"),
                    row.getLong("journal_differences"),
                    row.getLong("drift_differences"),
                    row.getLong("stated_differences"),
                    row.getLong("entries_without_dimension"),
                    row.getLong("wait_differences"));
        }
    }
}
