package io.tokenledger.ingest.http;

import io.tokenledger.ingest.IngestSettings;
import io.tokenledger.ingest.kafka.Acknowledgements;
import io.tokenledger.ingest.kafka.DefectLog;
import io.tokenledger.ingest.kafka.NotPublishedException;
import io.tokenledger.ingest.kafka.OutcomePublisher;
import io.tokenledger.ingest.metrics.Door;
import io.tokenledger.ingest.metrics.IngestMetrics;
import io.tokenledger.ingest.metrics.Tally;
import io.tokenledger.ingest.pipeline.Outcome;
import io.tokenledger.ingest.rejection.IngestError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.logging.Logger;

/** Publishes what became of a request's events, and waits until Kafka has acknowledged all of it. */
@ApplicationScoped
public class HttpPublication {
    private static final Logger LOG = Logger.getLogger(HttpPublication.class);

    private final OutcomePublisher publisher;
    private final IngestMetrics metrics;
    private final IngestSettings settings;

    HttpPublication(OutcomePublisher publisher, IngestMetrics metrics, IngestSettings settings) {
        this.publisher = publisher;
        this.metrics = metrics;
        this.settings = settings;
    }

    /**
     * Publishes accepted usage and rejections.
     *
     * @throws NotPublishedException where Kafka has not acknowledged in time: the request is to be answered with {@link
     *     #unavailable()}, and may be repeated
     */
    public void publish(Door door, List<? extends Outcome> outcomes) throws NotPublishedException {
        var acknowledgements = new Acknowledgements();
        var tally = new Tally();
        try {
            for (Outcome outcome : outcomes) {
                DefectLog.ifDefect(outcome);
                publisher.send(outcome, acknowledgements);
                tally.add(outcome);
            }
            acknowledgements.await(settings.httpTimeout());
        } catch (NotPublishedException e) {
            LOG.warnf(e, "a request with %d events was not acknowledged", outcomes.size());
            throw e;
        }
        metrics.published(door, tally);
    }

    /** The answer where Kafka does not acknowledge. */
    public Response unavailable() {
        return Problem.response(
                IngestError.KAFKA_UNAVAILABLE,
                "Kafka has not acknowledged within " + settings.httpTimeout().toMillis()
                        + " ms: repeat the request, it is safe");
    }
}
