package io.tokenledger.ingest;

import io.tokenledger.ingest.kafka.KafkaClients;
import io.tokenledger.ingest.kafka.OutcomePublisher;
import io.tokenledger.ingest.pipeline.Limits;
import io.tokenledger.ingest.pipeline.Pipeline;
import io.tokenledger.ingest.prefix.PrefixMemory;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** How the parts are put together: one pipeline behind both doors, and the HTTP door's publisher. */
@Dependent
public class IngestParts {
    /** One memory behind both doors: a prompt that came over HTTP is known where the next comes over Kafka. */
    @Produces
    @Singleton
    PrefixMemory prefixMemory(IngestSettings settings) {
        var repeated = settings.repeatedPrefixes();
        return new PrefixMemory(repeated.maxBlocks(), repeated.lifetime());
    }

    @Produces
    @Singleton
    Pipeline pipeline(IngestSettings settings, PrefixMemory prefixes) {
        var accepted = settings.accepted();
        var limits = new Limits(
                accepted.maxEventBytes(),
                accepted.maxBatchEvents(),
                Limits.EARLIEST,
                accepted.futureTolerance(),
                settings.maxMeasuredChars());
        return new Pipeline(limits, prefixes);
    }

    @Produces
    @Singleton
    KafkaClients kafkaClients(IngestSettings settings) {
        return new KafkaClients(settings);
    }

    /** The HTTP door's own producer: it gives up sooner than the loops' and is shared by all requests. */
    @Produces
    @Singleton
    OutcomePublisher httpPublisher(KafkaClients clients, IngestSettings settings) {
        return new OutcomePublisher(clients::httpProducer, settings.spread());
    }

    void close(@Disposes OutcomePublisher publisher) {
        publisher.close();
    }
}
