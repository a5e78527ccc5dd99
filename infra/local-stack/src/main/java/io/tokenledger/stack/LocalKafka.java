package io.tokenledger.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A real Kafka broker on 127.0.0.1: one node in KRaft mode in a JVM of its own, with the topics of the suite. Data that
 * is already in the directory is kept.
 */
public final class LocalKafka extends StackPart {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final List<String> JVM_OPTIONS = List.of(
            "-Xms512m",
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Duser.timezone=UTC",
            "-Djava.util.logging.SimpleFormatter.format=%1$tFT%1$tT.%1$tLZ %4$s %3$s %5$s%6$s%n",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED");

    private final Path dataDirectory;
    private final DataLock lock;

    private LocalKafka(Path dataDirectory, Path log, int port) {
        super("kafka", port, log);
        this.dataDirectory = dataDirectory.toAbsolutePath();
        this.lock = DataLock.take(this.dataDirectory.resolveSibling(this.dataDirectory.getFileName() + ".lock"));
    }

    /** Starts it; returns when it answers and has its topics. */
    public static LocalKafka start(Path dataDirectory, Path log, int port) {
        LocalKafka kafka = new LocalKafka(dataDirectory, log, port);
        try {
            kafka.launch();
            BrokerTopics.create(kafka.bootstrap());
            return kafka;
        } catch (RuntimeException e) {
            kafka.close();
            throw e;
        }
    }

    /** On a free port, for tests: data and log below that directory. */
    public static LocalKafka start(Path directory) {
        return start(directory.resolve("kafka"), directory.resolve("kafka.log"), FreePort.next());
    }

    /** For clients: {@code bootstrap.servers}. */
    public String bootstrap() {
        return address();
    }

    @Override
    public void close() {
        super.close();
        lock.close();
    }

    @Override
    ChildProcess.Spec spec() {
        writeSettings();
        List<String> command = JavaCommand.with(JVM_OPTIONS, dataDirectory)
                .classPath(classPath())
                .running(BrokerMain.class.getName(), BrokerSettings.FILE);
        return new ChildProcess.Spec(name(), ChildProcess.Rank.BROKER, command, Map.of(), dataDirectory, log());
    }

    @Override
    Duration startLimit() {
        return START_LIMIT;
    }

    @Override
    boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(FreePort.loopback(), port()), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void writeSettings() {
        Properties settings = BrokerSettings.of(port(), FreePort.next());
        try {
            Files.createDirectories(dataDirectory);
            try (OutputStream file = Files.newOutputStream(dataDirectory.resolve(BrokerSettings.FILE))) {
                settings.store(file, null);
            }
        } catch (IOException e) {
            throw DiskTrouble.failure("cannot write to " + dataDirectory, e);
        }
    }

    /** The broker's own jars, written down by the build, behind the classes of this module. */
    private static String classPath() {
        try (InputStream written = LocalKafka.class.getResourceAsStream("broker.classpath")) {
            if (written == null) {
                throw new StackFailure("the broker's class path is missing: build the project with Maven");
            }
            String jars = new String(written.readAllBytes(), StandardCharsets.UTF_8).strip();
            Path own = Path.of(LocalKafka.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return own + java.io.File.pathSeparator + jars;
        } catch (IOException | URISyntaxException e) {
            throw new StackFailure("cannot read the broker's class path: " + e.getMessage(), e);
        }
    }
}
