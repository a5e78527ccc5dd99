package io.tokenledger.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What a stack shall be. Without further words: all services, on the standard ports, with full durability. */
public final class LocalStackBuilder {
    // Two cores that Kafka and PostgreSQL want, too: the collector that takes the least of them.
    private static final List<String> SERVICE_JVM_OPTIONS =
            List.of("-Xmx512m", "-XX:+UseParallelGC", "-XX:+ExitOnOutOfMemoryError");

    private final Path home;
    private final Map<Service, Map<String, String>> environments = new EnumMap<>(Service.class);
    private final Map<Service, List<String>> jvmOptions = new EnumMap<>(Service.class);
    private Path dataDirectory;
    private Ports ports = Ports.standard();
    private Set<Service> services = EnumSet.allOf(Service.class);
    private Durability durability = Durability.FULL;
    private Consumer<String> progress = line -> {};

    LocalStackBuilder(Path home) {
        this.home = home.toAbsolutePath().normalize();
        this.dataDirectory = this.home.resolve(".tokenledger").resolve("up");
        for (Service service : Service.values()) {
            environments.put(service, new HashMap<>());
            jvmOptions.put(service, new ArrayList<>(SERVICE_JVM_OPTIONS));
        }
    }

    /** Where data and logs are, and stay: what is there already is continued. */
    public LocalStackBuilder dataDirectory(Path directory) {
        dataDirectory = directory.toAbsolutePath().normalize();
        return this;
    }

    public LocalStackBuilder ports(Ports wanted) {
        ports = wanted;
        return this;
    }

    /** Only these services; none for a broker and a database alone. */
    public LocalStackBuilder services(Service... wanted) {
        services = EnumSet.noneOf(Service.class);
        services.addAll(List.of(wanted));
        return this;
    }

    public LocalStackBuilder durability(Durability wanted) {
        durability = wanted;
        return this;
    }

    /** Gets a line per part as it becomes ready or has stopped; from several threads. */
    public LocalStackBuilder progress(Consumer<String> listener) {
        progress = listener;
        return this;
    }

    /** One more environment variable for every instance of that service. */
    public LocalStackBuilder environment(Service service, String name, String value) {
        environments.computeIfAbsent(service, any -> new HashMap<>()).put(name, value);
        return this;
    }

    /** More options for the JVMs of that service; later ones win over the default {@code -Xmx512m}. */
    public LocalStackBuilder jvmOptions(Service service, String... options) {
        jvmOptions.computeIfAbsent(service, any -> new ArrayList<>()).addAll(List.of(options));
        return this;
    }

    /** Starts everything, side by side as far as one does not need the other; returns when all is ready. */
    public LocalStack start() {
        DiskTrouble.prepare(dataDirectory);
        LocalStack stack = new LocalStack(this, DataLock.take(dataDirectory.resolve("lock")));
        try {
            Leftovers.end(dataDirectory);
            ports.checkFree(services);
            Children.tell(progress);
            new StackStart(this, stack).run();
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    LocalPostgres startPostgres() {
        return timed(() -> LocalPostgres.start(
                dataDirectory.resolve("postgres"),
                logDirectory().resolve("postgres.log"),
                ports.postgres(),
                durability));
    }

    LocalKafka startKafka() {
        return timed(() ->
                LocalKafka.start(dataDirectory.resolve("kafka"), logDirectory().resolve("kafka.log"), ports.kafka()));
    }

    ServiceProcess startService(Service service) {
        return timed(() -> ServiceProcess.start(instance(service, service.label(), ports.of(service))));
    }

    ServiceProcess.Settings instance(Service service, String name, int port) {
        Map<String, String> environment = new HashMap<>();
        environment.put("TOKENLEDGER_KAFKA", "127.0.0.1:" + ports.kafka());
        environment.put("TOKENLEDGER_DB_URL", "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/tokenledger");
        environment.put("TOKENLEDGER_INGEST_URL", "http://127.0.0.1:" + ports.ingest());
        environment.put("TOKENLEDGER_PRICING_URL", "http://127.0.0.1:" + ports.pricing());
        environment.put("TOKENLEDGER_REPORT_URL", "http://127.0.0.1:" + ports.report());
        environment.put("TOKENLEDGER_CONSOLE_URL", "http://127.0.0.1:" + ports.report());
        // Alerts may go to receivers on this machine, where alone everything listens.
        environment.put("TOKENLEDGER_ALERTS_ALLOWED_NETWORKS", "127.0.0.0/8");
        environment.putAll(environments.getOrDefault(service, Map.of()));
        return new ServiceProcess.Settings(
                name,
                service.jar(home),
                port,
                environment,
                jvmOptions.getOrDefault(service, List.of()),
                dataDirectory.resolve("run"),
                logDirectory().resolve(name + ".log"));
    }

    boolean has(Service service) {
        return services.contains(service);
    }

    Path logDirectory() {
        return dataDirectory.resolve("logs");
    }

    Path shortened(Path path) {
        return ProjectHome.shortened(home, path);
    }

    Consumer<String> listener() {
        return progress;
    }

    private <P extends StackPart> P timed(Supplier<P> start) {
        long began = System.nanoTime();
        P part = start.get();
        double seconds = Duration.ofNanos(System.nanoTime() - began).toMillis() / 1000.0;
        progress.accept(String.format(
                Locale.ROOT,
                "%-9s ready in %4.1f s   %-22s  log %s",
                part.name(),
                seconds,
                part.address(),
                shortened(part.log())));
        return part;
    }
}
