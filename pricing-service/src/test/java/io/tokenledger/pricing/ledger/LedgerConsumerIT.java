package io.tokenledger.pricing.ledger;

import static io.tokenledger.pricing.ledger.LedgerFixture.usage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.contract.MeteredUsageJson;
import io.tokenledger.contract.Topics;
import io.tokenledger.pricing.ledger.LedgerConsumer.Booking;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The loop between Kafka and the ledger when things fail: Kafka's client is its own mock, the database is real. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerConsumerIT {
    private static final TopicPartition METERED = new TopicPartition(Topics.USAGE_METERED, 0);
    private static final TopicPartition REJECTED = new TopicPartition(Topics.USAGE_REJECTED, 0);

    private final LedgerFixture fixture = new LedgerFixture();

    @BeforeAll
    void prepare() throws SQLException {
        fixture.prepared();
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    @BeforeEach
    void emptyBooks() throws SQLException {
        fixture.emptyBooks();
    }

    @Test
    void batchIsRepeatedAsAWholeAfterTheDatabaseFailed() throws Exception {
        var failures = new AtomicInteger(2);
        runUntilBooked(2, slices -> {
            if (failures.getAndDecrement() > 0) {
                throw new SQLException("the connection is gone", "08006");
            }
            return fixture.ledger.book(slices);
        });
        assertThat(failures).hasValue(-1);
    }

    @Test
    void batchIsRepeatedAfterADefectOfOurOwnAndTheThreadLives() throws Exception {
        var failures = new AtomicInteger(1);
        runUntilBooked(2, slices -> {
            if (failures.getAndDecrement() > 0) {
                throw new ArithmeticException("long overflow");
            }
            return fixture.ledger.book(slices);
        });
        assertThat(failures).hasValue(-1);
    }

    @Test
    void consumerThatWasOvertakenGoesOnFromWhereTheLedgerStands() throws Exception {
        var overtaken = new AtomicInteger();
        runUntilBooked(2, slices -> {
            if (overtaken.getAndIncrement() == 0) {
                // Another instance books the first record meanwhile.
                fixture.ledger.book(List.of(fixture.slice(0, 0, usage("e0", 100, 10))));
            }
            return fixture.ledger.book(slices);
        });
        assertThat(fixture.value("SELECT sum(duplicates) FROM ledger.intake_count"))
                .isEqualTo("0");
    }

    @Test
    void positionThatKafkaNoLongerHoldsIsToldAndNeverJumpedOver() throws Exception {
        fixture.begin(Topics.USAGE_METERED, 0, 7);
        var consumer = consumer(List.of(usage("e0", 100, 10)));
        var loop = loop(consumer, fixture.ledger::book);
        var thread = Thread.ofPlatform().start(loop);
        try {
            await().until(() ->
                    loop.trouble().contains("offset 7") && loop.trouble().contains("Kafka holds 0 to 1"));
            assertThat(fixture.count("ledger.usage_entry")).isZero();
            assertThat(fixture.value("SELECT next_offset FROM ledger.consumer_offset"
                            + " WHERE topic = 'usage.metered.v1' AND partition_no = 0"))
                    .isEqualTo("7");
        } finally {
            loop.stop();
            thread.join();
        }
    }

    private void runUntilBooked(int events, Booking booking) throws Exception {
        var usages = new ArrayList<MeteredUsage>();
        for (int i = 0; i < events; i++) {
            usages.add(usage("e" + i, 100, 10));
        }
        var loop = loop(consumer(usages), booking);
        var thread = Thread.ofPlatform().start(loop);
        try {
            await().until(() -> fixture.count("ledger.usage_entry") == events);
            await().until(() -> loop.trouble().isEmpty());
        } finally {
            loop.stop();
            thread.join();
        }
        assertThat(fixture.value("SELECT next_offset FROM ledger.consumer_offset WHERE topic = 'usage.metered.v1'"))
                .isEqualTo("" + events);
        assertThat(fixture.value("SELECT sum(priced) FROM ledger.intake_count")).isEqualTo("" + events);
        assertThat(fixture.count("ledger.rollup_difference")).isZero();
    }

    private LedgerConsumer loop(MockConsumer<byte[], byte @Nullable []> consumer, Booking booking) {
        return new LedgerConsumer(
                () -> consumer,
                booking,
                new LedgerPositions(fixture.database.appDataSource(), fixture.offsets, Clock.systemUTC()),
                new LedgerMetrics(new SimpleMeterRegistry()));
    }

    /** Kafka with these records in its first partition, which is given to the consumer at its first poll. */
    private static MockConsumer<byte[], byte @Nullable []> consumer(List<MeteredUsage> usages) {
        var consumer = new ReplayingConsumer(usages);
        consumer.updateBeginningOffsets(Map.of(METERED, 0L, REJECTED, 0L));
        consumer.updateEndOffsets(new HashMap<>(Map.of(METERED, (long) usages.size(), REJECTED, 0L)));
        consumer.schedulePollTask(() -> consumer.rebalance(List.of(METERED, REJECTED)));
        return consumer;
    }

    /** Kafka's mock hands a record out once; this one hands them out again after a seek, as Kafka does. */
    private static final class ReplayingConsumer extends MockConsumer<byte[], byte @Nullable []> {
        private final List<MeteredUsage> usages;

        ReplayingConsumer(List<MeteredUsage> usages) {
            super("none");
            this.usages = usages;
        }

        @Override
        public synchronized void seek(TopicPartition partition, long offset) {
            super.seek(partition, offset);
            if (partition.equals(METERED)) {
                schedulePollTask(() -> {
                    for (int i = (int) position(METERED); i < usages.size(); i++) {
                        addRecord(new ConsumerRecord<>(
                                METERED.topic(), 0, i, new byte[0], MeteredUsageJson.write(usages.get(i))));
                    }
                });
            }
        }
    }
}
