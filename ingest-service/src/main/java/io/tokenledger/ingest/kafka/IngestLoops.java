package io.tokenledger.ingest.kafka;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tokenledger.ingest.IngestSettings;
import io.tokenledger.ingest.metrics.IngestMetrics;
import io.tokenledger.ingest.pipeline.Pipeline;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** The loops of this instance: started with the service, ended with it. */
@ApplicationScoped
public class IngestLoops {
    private static final Logger LOG = Logger.getLogger(IngestLoops.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(250);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private final IngestSettings settings;
    private final KafkaClients clients;
    private final Pipeline pipeline;
    private final IngestMetrics metrics;
    private final List<IngestLoop> loops = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    IngestLoops(IngestSettings settings, KafkaClients clients, Pipeline pipeline, IngestMetrics metrics) {
        this.settings = settings;
        this.clients = clients;
        this.pipeline = pipeline;
        this.metrics = metrics;
    }

    void start(@Observes StartupEvent event) {
        for (int i = 0; i < settings.consumers(); i++) {
            String name = "ingest-loop-" + i;
            IngestLoop loop = loop(name);
            loops.add(loop);
            threads.add(Thread.ofPlatform().name(name).start(loop));
        }
        LOG.infof(
                "reading with %d consumers of group %s from Kafka at %s",
                settings.consumers(), settings.group(), settings.kafka());
    }

    private IngestLoop loop(String name) {
        return new IngestLoop(
                name,
                () -> clients.consumer(name),
                new OutcomePublisher(() -> clients.loopProducer(name), settings.spread()),
                pipeline,
                metrics,
                new IngestLoop.Settings(settings.deliveryTimeout(), FIRST_BACKOFF, InstantSource.system()));
    }

    void stop(@Observes ShutdownEvent event) {
        loops.forEach(IngestLoop::stop);
        for (Thread thread : threads) {
            try {
                if (!thread.join(STOP_TIMEOUT)) {
                    LOG.warnf(
                            "%s has not ended within %s: its batch will be read again", thread.getName(), STOP_TIMEOUT);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What each loop is doing. */
    List<LoopState> states() {
        return loops.stream().map(IngestLoop::state).toList();
    }
}
