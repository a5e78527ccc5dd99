package io.tokenledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tokenledger.contract.Topics;
import io.tokenledger.stack.LocalStack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A tenant's own topic, made while everything runs: its name decides whose the events are. */
@ExtendWith(Suite.class)
class TenantTopicsE2E {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void aTopicThatIsMadeWhileRunningIsReadAndItsNameDecidesTheTenant(LocalStack stack) throws Exception {
        long seed = new Random().nextInt(1_000_000);
        System.out.println("TenantTopicsE2E: seed " + seed);
        var random = new Random(seed);
        String tenant = "own-topic-" + UUID.randomUUID();
        String topic = Topics.USAGE_EVENTS_OF_TENANT + tenant;
        try (Admin admin = Admin.create(
                        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) stack.kafkaBootstrap()));
                var ledger = new TestLedger(stack)) {
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
            for (CompressionType codec : CompressionType.values()) {
                // The first says whose it is, the second leaves it to the topic; keys mean nothing.
                var named = TestEvent.random(tenant, "named-" + codec.name, random);
                var unnamed = TestEvent.random(tenant, "unnamed-" + codec.name, random);
                send(stack, topic, codec, random, named.json());
                send(stack, topic, codec, random, unnamed.json().replace("\"tenant\":\"" + tenant + "\",", ""));
            }
            String stranger =
                    TestEvent.random("somebody-else", "strange", random).json();
            send(stack, topic, CompressionType.NONE, random, stranger);

            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(ledger.entries(tenant)).isEqualTo(2L * CompressionType.values().length));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(ledger.number(
                                    "SELECT count(*) FROM ledger.rejected_event WHERE tenant_id = ? AND topic = ?"
                                            + " AND code = 'tenant.conflict' AND event_id = 'strange'",
                                    tenant,
                                    topic))
                            .isEqualTo(1));
            assertThat(ledger.entries("somebody-else")).isZero();
        }
    }

    private static void send(LocalStack stack, String topic, CompressionType codec, Random random, String event)
            throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        stack.kafkaBootstrap(),
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        codec.name),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            byte[] key = new byte[random.nextInt(20)];
            random.nextBytes(key);
            producer.send(new ProducerRecord<>(topic, key, event.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
    }
}
