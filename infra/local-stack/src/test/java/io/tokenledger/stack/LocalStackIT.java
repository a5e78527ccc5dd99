package io.tokenledger.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.contract.Topics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A broker and a database without services, as benchmarks and service tests use them. */
class LocalStackIT {
    private static final Path DATA = TestFolder.fresh("stack");
    private static final Ports PORTS = Ports.free();
    private static final List<String> PROGRESS = new ArrayList<>();

    private static LocalStack stack;

    @BeforeAll
    static void start() {
        stack = stackOn(DATA, PORTS).progress(PROGRESS::add).start();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void everyPartTellsWhenItIsReadyAndWhereItsLogIs() {
        assertThat(PROGRESS)
                .anyMatch(line -> line.matches(
                        "kafka +ready in +[0-9.]+ s +127.0.0.1:" + PORTS.kafka() + " +log .*logs/kafka\\.log"))
                .anyMatch(line -> line.matches("postgres +ready in +[0-9.]+ s +127.0.0.1:" + PORTS.postgres()
                        + " +log .*logs/postgres\\.log"));
        assertThat(stack.logDirectory().resolve("kafka.log")).isNotEmptyFile();
    }

    @Test
    void whatWasAcknowledgedIsThereAfterEveryProcessWasKilled() throws Exception {
        try (Connection connection = stack.postgres().connect(LocalPostgres.SUPERUSER)) {
            execute(connection, "CREATE TABLE kept AS SELECT 42 AS answer");
        }
        send("kept record".getBytes(StandardCharsets.UTF_8));

        stack.kafka().kill();
        stack.postgres().kill();
        assertThat(stack.kafka().isAlive() || stack.postgres().isAlive()).isFalse();
        stack.postgres().restart();
        stack.kafka().restart();

        assertThat(lastRejected()).isEqualTo("kept record");
        try (Connection connection = stack.postgres().connect(LocalPostgres.SUPERUSER)) {
            assertThat(query(connection, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void rolesAndSchemasOfTheServicesAreThere() throws SQLException {
        for (String role : List.of("pricing_owner", "pricing_app", "report_owner", "report_app", "grafana")) {
            try (Connection connection = stack.postgres().connect(role)) {
                assertThat(query(connection, "SELECT current_user")).isEqualTo(role);
            }
        }
        try (Connection owner = stack.postgres().connect("pricing_owner")) {
            execute(owner, "CREATE TABLE ledger.probe (id int); DROP TABLE ledger.probe");
        }
    }

    @Test
    void aCommitIsOnTheDisk() throws SQLException {
        try (Connection connection = stack.postgres().connect(LocalPostgres.SUPERUSER)) {
            assertThat(query(connection, "SHOW fsync")).isEqualTo("on");
            assertThat(query(connection, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(query(connection, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(query(connection, "SHOW server_version")).startsWith("18.");
            assertThat(query(connection, "SHOW server_encoding")).isEqualTo("UTF8");
        }
    }

    @Test
    void topicsAreThoseOfTheContract() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.kafkaBootstrap()))) {
            List<String> names = Topics.ALL.stream().map(Topics.Spec::name).toList();
            Map<String, Integer> partitions = new HashMap<>();
            admin.describeTopics(names)
                    .allTopicNames()
                    .get()
                    .forEach((name, topic) ->
                            partitions.put(name, topic.partitions().size()));
            assertThat(partitions)
                    .isEqualTo(Map.of(
                            "usage.events.v1",
                            4,
                            "usage.metered.v1",
                            4,
                            "usage.imports.v1",
                            1,
                            "usage.rejected.v1",
                            1,
                            "budget.alerts.v1",
                            1));
        }
    }

    @Test
    void anEventOfTenMegabytesReachesTheTopicAndATopicNobodyMadeDoesNotAppear() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            byte[] large = new byte[10 << 20];
            producer.send(new ProducerRecord<>(Topics.USAGE_EVENTS, large)).get();
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("usage.evnets.v1", new byte[1]))
                            .get())
                    .hasMessageContaining("usage.evnets.v1");
        }
    }

    @Test
    void aSecondStartOnTheSameDataIsRefusedInOneLine() {
        long thisProcess = ProcessHandle.current().pid();
        assertThatThrownBy(() -> stackOn(DATA, Ports.free()).start())
                .isInstanceOf(StackFailure.class)
                .hasMessage("already running on this data (process " + thisProcess + "): " + DATA
                        + " is in use; stop that one first");
        assertThat(stack.kafka().isAlive() && stack.postgres().isAlive()).isTrue();
    }

    @Test
    void aTakenPortIsNamedWithWhoWantedItAndHowToChangeIt() throws IOException {
        Ports ports = Ports.free();
        Path data = TestFolder.fresh("taken");
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(FreePort.loopback(), ports.kafka()));
            assertThatThrownBy(() -> stackOn(data, ports).start())
                    .isInstanceOf(StackFailure.class)
                    .hasMessage("port " + ports.kafka() + " is taken, and kafka wants it: choose another with"
                            + " --kafka-port N, or TOKENLEDGER_KAFKA_PORT=N, or take --free-ports");
        }
        assertThat(childrenNaming(data)).isEmpty();
    }

    @Test
    void aFolderThatCannotBeIsToldInOneLine() {
        Path impossible = Path.of("/proc/nobody-writes-here");
        assertThatThrownBy(() -> stackOn(impossible, Ports.free()).start())
                .isInstanceOf(StackFailure.class)
                .hasMessageStartingWith("cannot write to " + impossible);
    }

    @Test
    void closingLeavesNoProcessAndTheDataCanBeUsedAgain() throws SQLException {
        Path data = TestFolder.fresh("closing");
        LocalStack first =
                stackOn(data, Ports.free()).durability(Durability.PROCESS_ONLY).start();
        List<Long> pids = List.of(first.kafka().pid(), first.postgres().pid());
        try (Connection connection = first.postgres().connect(LocalPostgres.SUPERUSER)) {
            execute(connection, "CREATE TABLE kept AS SELECT 1 AS one");
        }
        first.close();
        assertThat(pids).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
        assertThat(childrenNaming(data)).isEmpty();

        try (LocalPostgres again =
                        LocalPostgres.start(data.resolve("postgres"), data.resolve("again.log"), FreePort.next());
                Connection connection = again.connect(LocalPostgres.SUPERUSER)) {
            assertThat(query(connection, "SELECT one FROM kept")).isEqualTo("1");
        }
    }

    @Test
    void aServerThatCannotStartSaysItsNameItsExitCodeAndItsLastLines() throws IOException {
        Path data = TestFolder.fresh("broken");
        LocalPostgres.start(data).close();
        Files.writeString(data.resolve("postgres").resolve("postgresql.conf"), "no_such_setting = 1\n");
        assertThatThrownBy(() -> LocalPostgres.start(data))
                .isInstanceOfSatisfying(
                        StackFailure.class,
                        failure -> assertThat(failure.details()).anyMatch(line -> line.contains("no_such_setting")))
                .hasMessageStartingWith("postgres ended with exit code 1 while starting");
    }

    private static LocalStackBuilder stackOn(Path data, Ports ports) {
        return LocalStack.builder(LocalStack.home())
                .dataDirectory(data)
                .ports(ports)
                .services();
    }

    private static void send(byte[] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.send(new ProducerRecord<>(Topics.USAGE_REJECTED, value)).get();
        }
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        stack.kafkaBootstrap(),
                        "acks",
                        "all",
                        "max.block.ms",
                        "1500",
                        "max.request.size",
                        Topics.MAX_RECORD_BYTES),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static String lastRejected() {
        TopicPartition partition = new TopicPartition(Topics.USAGE_REJECTED, 0);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.kafkaBootstrap(), "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            for (var record : consumer.poll(Duration.ofSeconds(20)).records(partition)) {
                return new String(record.value(), StandardCharsets.UTF_8);
            }
            throw new AssertionError("no record on " + partition + " after 20 s");
        }
    }

    private static List<ProcessHandle> childrenNaming(Path data) {
        try (Stream<ProcessHandle> all = ProcessHandle.current().descendants()) {
            return all.filter(child -> child.info().commandLine().orElse("").contains(data.toString()))
                    .toList();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).as(sql).isTrue();
            return row.getString(1);
        }
    }
}
