package io.tokenledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.contract.Topics;
import io.tokenledger.stack.LocalStack;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Applications compress as they like: broker and ingest must have every codec's library at hand. */
@ExtendWith(Suite.class)
class CompressionE2E {
    private static final String TENANT = "compression";

    @ParameterizedTest
    @EnumSource(CompressionType.class)
    void eventOfAnyCodecIsBooked(CompressionType codec, LocalStack stack) throws Exception {
        var event = TestEvent.random(TENANT, "by-" + codec.name, new Random(codec.id));
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        stack.kafkaBootstrap(),
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        codec.name),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.USAGE_EVENTS, event.bytes()))
                    .get();
        }
        assertThat(BookedEvent.of(stack, TENANT, event.id()).getList("entries")).hasSize(1);
    }
}
