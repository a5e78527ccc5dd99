package io.tokenledger.pricing.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/** How far a consumer group has booked each partition. A row moves only in the transaction that books its records. */
final class ConsumerOffsets {
    private final String group;

    ConsumerOffsets(String group) {
        this.group = group;
    }

    private static final String FIND = """
            SELECT next_offset FROM ledger.consumer_offset
            WHERE consumer_group = ? AND topic = ? AND partition_no = ?""";

    /** The offset of the next record to book; empty where the group has never read that partition. */
    OptionalLong find(Connection connection, TopicPartition partition) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setString(1, group);
            find.setString(2, partition.topic());
            find.setInt(3, partition.partition());
            try (ResultSet row = find.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    private static final String START = """
            INSERT INTO ledger.consumer_offset
                (consumer_group, topic, partition_no, start_offset, next_offset, moved_at)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (consumer_group, topic, partition_no) DO NOTHING""";

    /** Notes where the group begins to read; a row that another instance wrote meanwhile stands. */
    void start(Connection connection, TopicPartition partition, long offset, OffsetDateTime now) throws SQLException {
        try (PreparedStatement start = connection.prepareStatement(START)) {
            start.setString(1, group);
            start.setString(2, partition.topic());
            start.setInt(3, partition.partition());
            start.setLong(4, offset);
            start.setLong(5, offset);
            start.setObject(6, now);
            start.executeUpdate();
        }
    }

    private static final String MOVE = """
            UPDATE ledger.consumer_offset SET next_offset = ?, moved_at = ?
            WHERE consumer_group = ? AND topic = ? AND partition_no = ? AND next_offset = ?""";

    /**
     * Moves the offset past a slice.
     *
     * @throws LostPartitionException where it does not stand where this consumer believes: fences a consumer that has
     *     lost its partition and does not know it yet
     */
    void move(Connection connection, TopicSlice slice, OffsetDateTime now) throws SQLException, LostPartitionException {
        try (PreparedStatement move = connection.prepareStatement(MOVE)) {
            move.setLong(1, slice.nextOffset());
            move.setObject(2, now);
            move.setString(3, group);
            move.setString(4, slice.partition().topic());
            move.setInt(5, slice.partition().partition());
            move.setLong(6, slice.expectedOffset());
            if (move.executeUpdate() != 1) {
                throw new LostPartitionException(slice.partition(), slice.expectedOffset());
            }
        }
    }
}
