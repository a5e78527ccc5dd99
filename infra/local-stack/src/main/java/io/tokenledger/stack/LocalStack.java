package io.tokenledger.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Kafka, PostgreSQL and the services, running. Closing ends them in order; so does the end of this JVM, and its violent
 * death.
 */
public final class LocalStack implements AutoCloseable {
    private final LocalStackBuilder plan;
    private final DataLock lock;
    private final AtomicInteger instances = new AtomicInteger(1);
    private final List<StackPart> parts = new CopyOnWriteArrayList<>();
    private final BlockingQueue<StackPart> endedUnexpectedly = new LinkedBlockingQueue<>();

    LocalStack(LocalStackBuilder plan, DataLock lock) {
        this.plan = plan;
        this.lock = lock;
    }

    /** A stack of the project in that folder; nothing runs before {@link LocalStackBuilder#start()}. */
    public static LocalStackBuilder builder(Path home) {
        return new LocalStackBuilder(home);
    }

    /**
     * The folder the project lies in: system property {@code tokenledger.home}, else the nearest one from the working
     * directory upwards.
     */
    public static Path home() {
        return ProjectHome.find();
    }

    /** For Kafka clients: {@code bootstrap.servers}. */
    public String kafkaBootstrap() {
        return kafka().bootstrap();
    }

    /** The database {@code tokenledger}, without a role. */
    public String jdbcUrl() {
        return postgres().jdbcUrl();
    }

    /** Base URL of ingest-service. */
    public String ingestUrl() {
        return ingest().url();
    }

    /** Base URL of pricing-service. */
    public String pricingUrl() {
        return pricing().url();
    }

    /** Base URL of report-service. */
    public String reportUrl() {
        return report().url();
    }

    public LocalKafka kafka() {
        return part(LocalKafka.class, "kafka");
    }

    public LocalPostgres postgres() {
        return part(LocalPostgres.class, "postgres");
    }

    public ServiceProcess ingest() {
        return service(Service.INGEST);
    }

    public ServiceProcess pricing() {
        return service(Service.PRICING);
    }

    public ServiceProcess report() {
        return service(Service.REPORT);
    }

    /** The first instance of that service; fails if the stack was started without it. */
    public ServiceProcess service(Service service) {
        return part(ServiceProcess.class, service.label());
    }

    /** One more instance of that service beside the first, on a free port; returns when it is ready. */
    public ServiceProcess startAnother(Service service) {
        String name = service.label() + "-" + instances.incrementAndGet();
        return add(ServiceProcess.start(plan.instance(service, name, FreePort.next())));
    }

    /** Where the logs of all parts are. */
    public Path logDirectory() {
        return plan.logDirectory();
    }

    /** Waits until a part ends that nobody told to; gives the line that says so. */
    public String awaitUnexpectedEnd() throws InterruptedException {
        StackPart part = endedUnexpectedly.take();
        String reason = part.process().diskIsFull() ? " because the disk is full" : "";
        return part.name() + " ended by itself with exit code " + part.process().exitCode() + reason + "; its log is "
                + plan.shortened(part.log());
    }

    /** Ends services, then Kafka, then PostgreSQL. */
    @Override
    public void close() {
        if (Children.areEnding()) {
            return; // They end with this JVM, which also gives the lock back.
        }
        Children.stop(parts.stream().map(StackPart::process).toList(), plan.listener());
        parts.forEach(StackPart::close);
        parts.clear();
        lock.close();
    }

    <P extends StackPart> P add(P part) {
        part.whenItEndsUnexpectedly(endedUnexpectedly::add);
        parts.add(part);
        return part;
    }

    /** The parts that run, in the order they became ready. */
    List<StackPart> parts() {
        return List.copyOf(parts);
    }

    private <P extends StackPart> P part(Class<P> kind, String name) {
        return parts.stream()
                .filter(part -> part.name().equals(name))
                .map(kind::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this stack runs without " + name));
    }
}
