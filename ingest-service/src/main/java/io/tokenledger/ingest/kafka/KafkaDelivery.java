package io.tokenledger.ingest.kafka;

import io.tokenledger.contract.Topics;
import io.tokenledger.ingest.event.BinaryHeaders;
import io.tokenledger.ingest.event.Delivery;
import io.tokenledger.ingest.event.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** A Kafka record as a delivery. */
final class KafkaDelivery {
    private static final byte[] NOTHING = {};

    private KafkaDelivery() {}

    static Delivery of(ConsumerRecord<byte[], byte[]> record, Instant receivedAt) {
        return new Delivery(
                new Origin.KafkaRecord(record.topic(), record.partition(), record.offset()),
                receivedAt,
                attributes(record),
                record.value() == null ? NOTHING : record.value(),
                Topics.tenantOf(record.topic()));
    }

    private static Map<String, String> attributes(ConsumerRecord<byte[], byte[]> record) {
        Header[] headers = record.headers().toArray();
        if (headers.length == 0) {
            return Map.of();
        }
        var attributes = new BinaryHeaders();
        for (Header header : headers) {
            byte[] value = header.value();
            attributes.add(header.key(), value == null ? null : new String(value, StandardCharsets.UTF_8));
        }
        return attributes.attributes();
    }
}
