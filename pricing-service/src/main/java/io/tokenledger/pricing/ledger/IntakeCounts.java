package io.tokenledger.pricing.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Counted states of one batch, by tenant, hour of receipt and partition. */
final class IntakeCounts {
    private record Key(String tenant, Instant receivedHour, String topic, int partition) implements Comparable<Key> {
        private static final Comparator<Key> ORDER = Comparator.comparing(Key::tenant)
                .thenComparing(Key::receivedHour)
                .thenComparing(Key::topic)
                .thenComparingInt(Key::partition);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    private final Map<Key, Map<IntakeState, Long>> counts = new TreeMap<>();
    private final Map<IntakeState, Long> totals = new EnumMap<>(IntakeState.class);

    /** Counts one record; a tenant that could not be read is null. */
    void count(@Nullable String tenant, Instant receivedAt, TopicPartition partition, IntakeState state) {
        var key = new Key(
                tenant == null ? "" : tenant,
                receivedAt.truncatedTo(ChronoUnit.HOURS),
                partition.topic(),
                partition.partition());
        counts.computeIfAbsent(key, _ -> new EnumMap<>(IntakeState.class)).merge(state, 1L, Math::addExact);
        totals.merge(state, 1L, Math::addExact);
    }

    /** How many records of the batch ended in that state. */
    long total(IntakeState state) {
        return totals.getOrDefault(state, 0L);
    }

    private static final String ADD = """
            INSERT INTO ledger.intake_count AS intake
                (tenant_id, received_hour, topic, partition_no, priced, unpriced, duplicates, conflicts, rejected)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, received_hour, topic, partition_no) DO UPDATE SET
                priced = intake.priced + excluded.priced,
                unpriced = intake.unpriced + excluded.unpriced,
                duplicates = intake.duplicates + excluded.duplicates,
                conflicts = intake.conflicts + excluded.conflicts,
                rejected = intake.rejected + excluded.rejected""";

    /** Adds the batch's counts to the table, in one order for every writer. */
    void add(Connection connection) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            for (Map.Entry<Key, Map<IntakeState, Long>> entry : counts.entrySet()) {
                Key key = entry.getKey();
                add.setString(1, key.tenant());
                add.setObject(2, OffsetDateTime.ofInstant(key.receivedHour(), ZoneOffset.UTC));
                add.setString(3, key.topic());
                add.setInt(4, key.partition());
                int column = 5;
                for (IntakeState state : IntakeState.values()) {
                    add.setLong(column++, entry.getValue().getOrDefault(state, 0L));
                }
                add.addBatch();
            }
            add.executeBatch();
        }
    }
}
