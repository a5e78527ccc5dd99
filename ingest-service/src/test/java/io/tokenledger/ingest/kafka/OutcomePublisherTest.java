package io.tokenledger.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.contract.Topics;
import io.tokenledger.ingest.pipeline.Deliveries;
import io.tokenledger.ingest.pipeline.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class OutcomePublisherTest {
    private static final String GOOD = Deliveries.withUsage("{\"input_tokens\":10,\"output_tokens\":5}");

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final OutcomePublisher publisher = new OutcomePublisher(() -> producer, 4);

    private static Outcome outcome(String body) {
        return Deliveries.outcomes(body).getFirst();
    }

    @Test
    void aTenantsRecordsAreSpreadAndAReplayMeetsItsTwin() throws NotPublishedException {
        var keys = new HashSet<String>();
        for (int i = 0; i < 100; i++) {
            Outcome outcome = outcome(GOOD.replace("e-1", "e-" + i));
            publisher.send(outcome, new Acknowledgements());
            publisher.send(outcome, new Acknowledgements());
        }
        for (int i = 0; i < 200; i += 2) {
            String key = key(producer.history().get(i));
            assertThat(key(producer.history().get(i + 1))).isEqualTo(key);
            keys.add(key);
        }
        assertThat(keys).containsExactlyInAnyOrder("acme#0", "acme#1", "acme#2", "acme#3");
    }

    private static String key(ProducerRecord<byte[], byte[]> record) {
        assertThat(record.topic()).isEqualTo(Topics.USAGE_METERED);
        return new String(record.key(), StandardCharsets.UTF_8);
    }

    @Test
    void aBatchIsAcknowledgedWhenItsLastRecordIs() throws NotPublishedException {
        var acknowledgements = new Acknowledgements();
        publisher.send(outcome(GOOD), acknowledgements);
        publisher.send(outcome("{"), acknowledgements);
        assertThat(producer.history())
                .map(ProducerRecord::topic)
                .containsExactly(Topics.USAGE_METERED, Topics.USAGE_REJECTED);
        assertThat(producer.completeNext()).isTrue();
        assertThatThrownBy(() -> acknowledgements.await(Duration.ofMillis(20)))
                .isInstanceOf(NotPublishedException.class)
                .hasMessageContaining("has not acknowledged");
    }

    @Test
    void aBatchWhoseRecordsAreAllAcknowledgedIsPublished() throws NotPublishedException {
        var acknowledgements = new Acknowledgements();
        publisher.send(outcome(GOOD), acknowledgements);
        publisher.send(outcome(GOOD), acknowledgements);
        assertThat(producer.completeNext()).isTrue();
        assertThat(producer.completeNext()).isTrue();
        acknowledgements.await(Duration.ofSeconds(5));
        assertThat(acknowledgements.hasFailed()).isFalse();
    }

    @Test
    void oneRefusedRecordFailsTheBatch() throws NotPublishedException {
        var acknowledgements = new Acknowledgements();
        publisher.send(outcome(GOOD), acknowledgements);
        publisher.send(outcome(GOOD), acknowledgements);
        assertThat(producer.completeNext() && producer.errorNext(new KafkaException("too large")))
                .isTrue();
        assertThatThrownBy(() -> acknowledgements.await(Duration.ofSeconds(5)))
                .isInstanceOf(NotPublishedException.class)
                .hasMessageContaining("too large");
    }
}
