package io.tokenledger.ingest.kafka;

import io.tokenledger.ingest.IngestSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes Kafka clients, each with the settings that its use asks for. */
public final class KafkaClients {
    private static final int LOOP_BATCH_BYTES = 256 * 1024;
    private static final int FETCH_BYTES = 16 * 1024 * 1024;
    private static final int PARTITION_FETCH_BYTES = 4 * 1024 * 1024;
    /** A rejection holds at most 256 Ki characters of payload, twice that when its JSON is put into JSON. */
    private static final int MAX_PUBLISHED_BYTES = 4 * 1024 * 1024;

    private static final int BUFFER_BYTES = 64 * 1024 * 1024;
    /** How long the partitions of an instance that was killed stand still. */
    private static final int SESSION_TIMEOUT_MILLIS = 10_000;

    private static final int HEARTBEAT_MILLIS = 2_000;
    private static final int RECONNECT_MAX_MILLIS = 10_000;
    /** How long a topic that is new is not seen. */
    private static final int METADATA_MAX_AGE_MILLIS = 10_000;

    private static final Duration IMPORTS_TIMEOUT = Duration.ofSeconds(5);

    private final IngestSettings settings;

    public KafkaClients(IngestSettings settings) {
        this.settings = settings;
    }

    /** For a loop: it reads what the group has not committed, and commits only when told. */
    Consumer<byte[], byte[]> consumer(String clientId) {
        Map<String, Object> config = common(clientId);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.maxPollRecords());
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
        config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** For a loop: large batches, and patience. */
    Producer<byte[], byte[]> loopProducer(String clientId) {
        Map<String, Object> config = producer(clientId, settings.deliveryTimeout());
        config.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, LOOP_BATCH_BYTES);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) BUFFER_BYTES);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** For HTTP: soon or not at all, since somebody is waiting. */
    public Producer<byte[], byte[]> httpProducer() {
        Map<String, Object> config = producer("ingest-http", settings.httpTimeout());
        config.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** For the progress of imports, which must not hold them up. */
    Producer<byte[], byte[]> importsProducer() {
        Map<String, Object> config = producer("ingest-imports", IMPORTS_TIMEOUT);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** For the progress of imports: every instance reads all of it, so it is of no group. */
    Consumer<byte[], byte[]> importsConsumer() {
        Map<String, Object> config = common("ingest-imports");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** For the readiness check. */
    Admin admin(Duration timeout) {
        Map<String, Object> config = common("ingest-readiness");
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
        return Admin.create(config);
    }

    private Map<String, Object> producer(String clientId, Duration timeout) {
        int timeoutMillis = (int) timeout.toMillis();
        Map<String, Object> config = common(clientId);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        config.put(ProducerConfig.COMPRESSION_ZSTD_LEVEL_CONFIG, 1);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_PUBLISHED_BYTES);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, timeoutMillis);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, timeoutMillis);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, timeoutMillis / 2);
        return config;
    }

    private Map<String, Object> common(String clientId) {
        var config = new HashMap<String, Object>();
        config.put("bootstrap.servers", settings.kafka());
        config.put("client.id", clientId);
        config.put("reconnect.backoff.max.ms", RECONNECT_MAX_MILLIS);
        config.put("metadata.max.age.ms", METADATA_MAX_AGE_MILLIS);
        return config;
    }
}
