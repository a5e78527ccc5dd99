package io.tokenledger.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenledger.contract.MeteredUsageJson;
import io.tokenledger.contract.RejectedEventJson;
import io.tokenledger.contract.Topics;
import io.tokenledger.contract.UnreadableRecordException;
import io.tokenledger.ingest.metrics.IngestMetrics;
import io.tokenledger.ingest.pipeline.Deliveries;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** The loop with Kafka's own mock clients: one poll task is one poll. */
class IngestLoopTest {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.USAGE_EVENTS, 0);
    private static final String GOOD = Deliveries.withUsage("{\"input_tokens\":10,\"output_tokens\":5}");

    private Instant now = Deliveries.RECEIVED_AT;

    /** How much later it is at every look at the clock. */
    private Duration perLook = Duration.ZERO;

    /** Set to let the next commit fail. */
    private boolean commitFails;

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest") {
        @Override
        public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
            if (commitFails) {
                commitFails = false;
                throw new KafkaException("coordinator is away");
            }
            super.commitSync(offsets);
        }
    };
    private final MockProducer<byte[], byte[]> producer = goodProducer();
    private final Deque<Producer<byte[], byte[]>> producers = new ArrayDeque<>(List.of(producer));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<String> seen = new ArrayList<>();

    private final IngestLoop loop = new IngestLoop(
            "loop",
            () -> consumer,
            new OutcomePublisher(producers::removeFirst, 4),
            Deliveries.pipeline(),
            new IngestMetrics(registry),
            new IngestLoop.Settings(Duration.ofSeconds(5), Duration.ofMillis(1), () -> now = now.plus(perLook)));

    private static MockProducer<byte[], byte[]> goodProducer() {
        return new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private void assign() {
        consumer.rebalance(List.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 0L));
    }

    private void add(String... bodies) {
        for (int i = 0; i < bodies.length; i++) {
            byte[] body = bodies[i].isEmpty() ? null : bodies[i].getBytes(StandardCharsets.UTF_8);
            consumer.addRecord(new ConsumerRecord<>(Topics.USAGE_EVENTS, 0, i, null, body));
        }
    }

    private long committed() {
        var offset = consumer.committed(Set.of(PARTITION)).get(PARTITION);
        return offset == null ? -1 : offset.offset();
    }

    private List<String> codes() {
        return producer.history().stream()
                .map(record -> {
                    try {
                        return record.topic().equals(Topics.USAGE_METERED)
                                ? MeteredUsageJson.read(record.value()).id()
                                : RejectedEventJson.read(record.value()).code();
                    } catch (UnreadableRecordException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    @Test
    void everyRecordIsPublishedAsUsageOrRejectionAndThenCommitted() {
        consumer.schedulePollTask(this::assign);
        consumer.schedulePollTask(() -> add(GOOD, "{", "", "[" + GOOD + ",7]"));
        consumer.schedulePollTask(() -> seen.add("committed " + committed()));
        consumer.schedulePollTask(loop::stop);
        loop.run();
        assertThat(codes()).containsExactly("e-1", "event.malformed_json", "event.empty", "e-1", "event.not_an_object");
        assertThat(seen).containsExactly("committed 4");
        assertThat(loop.state()).isEqualTo(new LoopState.Stopped());
        assertThat(registry.counter("tokenledger.ingest.events", "outcome", "accepted", "door", "kafka")
                        .count())
                .isEqualTo(2);
        assertThat(registry.counter("tokenledger.ingest.rejected", "code", "event.empty")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void whatKafkaDoesNotTakeIsReadAgainAndNotCommitted() {
        MockProducer<byte[], byte[]> broken = goodProducer();
        broken.sendException = new TimeoutException("no leader");
        producers.addFirst(broken);
        consumer.schedulePollTask(this::assign);
        consumer.schedulePollTask(() -> add(GOOD, GOOD));
        consumer.schedulePollTask(() -> {
            seen.add("committed " + committed() + ", position " + consumer.position(PARTITION));
            seen.add(String.valueOf(loop.state()).split("\\[", 2)[0]);
            add(GOOD, GOOD);
        });
        consumer.schedulePollTask(() -> seen.add("committed " + committed()));
        consumer.schedulePollTask(loop::stop);
        loop.run();
        assertThat(seen).containsExactly("committed -1, position 0", "Retrying", "committed 2");
        assertThat(codes()).containsExactly("e-1", "e-1");
    }

    @Test
    void aRecordThatKafkaRefusesLaterIsReadAgainToo() {
        // This producer answers when it is flushed, and then with a failure.
        var late = new MockProducer<byte[], byte[]>(false, null, new ByteArraySerializer(), new ByteArraySerializer()) {
            @Override
            public synchronized void flush() {
                while (errorNext(new KafkaException("lost"))) {
                    seen.add("refused");
                }
            }
        };
        producers.addFirst(late);
        consumer.schedulePollTask(this::assign);
        consumer.schedulePollTask(() -> add(GOOD));
        consumer.schedulePollTask(() -> {
            seen.add("committed " + committed() + ", position " + consumer.position(PARTITION));
            add(GOOD);
        });
        consumer.schedulePollTask(() -> seen.add("committed " + committed()));
        consumer.schedulePollTask(loop::stop);
        loop.run();
        assertThat(seen).containsExactly("refused", "committed -1, position 0", "committed 1");
    }

    @Test
    void aBatchThatTakesTooLongIsCommittedSoFarAndGoesOnFromThere() {
        perLook = Duration.ofSeconds(20);
        consumer.schedulePollTask(this::assign);
        consumer.schedulePollTask(() -> add(GOOD, GOOD, GOOD, GOOD, GOOD));
        consumer.schedulePollTask(
                () -> seen.add("committed " + committed() + ", position " + consumer.position(PARTITION)));
        consumer.schedulePollTask(loop::stop);
        loop.run();
        assertThat(seen).containsExactly("committed 2, position 2");
        assertThat(codes()).containsExactly("e-1", "e-1");
    }

    @Test
    void aCommitThatFailsIsRepeatedWithItsRecords() {
        MockProducer<byte[], byte[]> first = goodProducer();
        producers.addFirst(first);
        consumer.schedulePollTask(this::assign);
        consumer.schedulePollTask(() -> {
            add(GOOD);
            commitFails = true;
        });
        consumer.schedulePollTask(() -> {
            seen.add("committed " + committed() + ", position " + consumer.position(PARTITION));
            add(GOOD);
        });
        consumer.schedulePollTask(() -> seen.add("committed " + committed()));
        consumer.schedulePollTask(loop::stop);
        loop.run();
        assertThat(seen).containsExactly("committed -1, position 0", "committed 1");
        assertThat(first.history()).hasSize(1);
        assertThat(codes()).containsExactly("e-1");
    }
}
