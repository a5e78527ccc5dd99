package io.tokenledger.report.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.contract.AlertNotice;
import io.tokenledger.contract.AlertNoticeJson;
import io.tokenledger.contract.Topics;
import io.tokenledger.report.delivery.channel.Channel;
import io.tokenledger.stack.FreePort;
import io.tokenledger.stack.LocalKafka;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a real broker, which is not there at first. */
@Timeout(180)
class KafkaChannelIT {
    @Test
    void noticesAreRecordsKeyedByTheirAlertAndWaitWhileThereIsNoBroker() throws Exception {
        Path folder = Files.createTempDirectory(
                Files.createDirectories(Path.of("target").toAbsolutePath()), "alerts-kafka");
        int port = FreePort.next();
        QuickSettings settings =
                new QuickSettings(Duration.ofSeconds(2), Duration.ofMinutes(1), 1_000, "127.0.0.1:" + port);
        try (Outbox outbox = new Outbox("delivery_kafka", settings, Clock.systemUTC(), InetAddress::getAllByName)) {
            Channel channel = outbox.channel("kafka", "kafka", "\"enabled\":true");
            outbox.queue(Notices.firing("a"), channel);
            outbox.startInstance();
            Outbox.await(
                    () -> outbox.deliveries(channel).getFirst().attempts() > 0,
                    () -> outbox.deliveries(channel).toString());
            assertThat(outbox.deliveries(channel).getFirst().lastError()).contains("127.0.0.1:" + port);
            try (LocalKafka kafka = LocalKafka.start(folder.resolve("kafka"), folder.resolve("kafka.log"), port)) {
                outbox.queue(Notices.firing("b"), channel);
                outbox.queue(Notices.resolved("a"), channel);
                outbox.awaitState(channel, "delivered", 3);
                List<ConsumerRecord<String, byte[]>> records = records(kafka.bootstrap(), 3);
                for (ConsumerRecord<String, byte[]> record : records) {
                    AlertNotice notice = AlertNoticeJson.read(record.value());
                    assertThat(record.key()).isEqualTo(notice.alertId().toString());
                    assertThat(notice).isIn(Notices.firing("a"), Notices.firing("b"), Notices.resolved("a"));
                }
                List<AlertNotice.Event> ofA = new ArrayList<>();
                for (ConsumerRecord<String, byte[]> record : records) {
                    AlertNotice notice = AlertNoticeJson.read(record.value());
                    if (notice.subject().name().equals("a") && !ofA.contains(notice.event())) {
                        ofA.add(notice.event());
                    }
                }
                assertThat(ofA).containsExactly(AlertNotice.Event.FIRING, AlertNotice.Event.RESOLVED);
            }
        }
    }

    private static List<ConsumerRecord<String, byte[]>> records(String bootstrap, int least) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "group.id", "test", "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.BUDGET_ALERTS));
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            Outbox.await(
                    () -> {
                        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                        return records.size() >= least;
                    },
                    () -> records.size() + " records");
            return records;
        }
    }
}
