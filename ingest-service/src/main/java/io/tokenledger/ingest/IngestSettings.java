package io.tokenledger.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Settings of the front door. Each can be given as an environment variable, e.g. {@code TOKENLEDGER_INGEST_SPREAD}. */
@ConfigMapping(prefix = "tokenledger.ingest")
public interface IngestSettings {
    /** Kafka's bootstrap servers. The service starts without Kafka and waits for it. */
    String kafka();

    /** The consumer group; instances of the same group share the partitions. */
    @WithDefault("ingest-service")
    String group();

    /** Threads that read the topic, each with a consumer of its own; more than partitions are idle. */
    @WithDefault("1")
    int consumers();

    /** Most records that are read, published and committed together. */
    @WithDefault("4000")
    int maxPollRecords();

    /**
     * Over how many keys a tenant's metered usage is spread, so that one large tenant does not sit in one partition:
     * several times the number of partitions, so that they are filled evenly. A replay meets its twin in the same
     * partition; after a change some do not, which costs pricing a short wait and nothing else.
     */
    @WithDefault("16")
    int spread();

    /** How long an HTTP request waits for Kafka before it answers 503. */
    @WithDefault("10s")
    Duration httpTimeout();

    /** How long the loop waits for Kafka to acknowledge before it reads the same records again. */
    @WithDefault("60s")
    Duration deliveryTimeout();

    /** How long a sender may take to send a request; an import may take longer. */
    @WithDefault("60s")
    Duration requestReadTimeout();

    /** Largest request body, in bytes. Quarkus' own limit is above it, so that the sender is told in our words. */
    @WithDefault("33554432")
    int maxRequestBytes();

    /**
     * Longest prompt or answer that is counted beside the provider's own count, in characters, for the drift report: a
     * longer one is not measured. 0: nothing is.
     */
    @WithDefault("262144")
    int maxMeasuredChars();

    /** Whose the events are that come without a tenant through a door whose form has no place for one. */
    Optional<String> defaultTenant();

    @WithParentName
    Accepted accepted();

    RepeatedPrefixes repeatedPrefixes();

    TokenCounts tokenCounts();

    Imports imports();

    /**
     * How much of counted prompts was sent before. It is measured by each instance on its own, from its start on: a lower
     * bound of what was repeated.
     */
    interface RepeatedPrefixes {
        /** Most blocks of 512 tokens that are remembered, in about 150 bytes each; 0: nothing is measured. */
        @WithDefault("200000")
        long maxBlocks();

        /**
         * How long after its last use a block is remembered. An hour is the most that OpenAI's in-memory cache keeps one
         * (OpenAI prompt caching guide); models whose cache keeps it for a day are then measured too low.
         */
        @WithDefault("60m")
        Duration lifetime();
    }

    /** {@code POST /v1/token-counts}. */
    interface TokenCounts {
        /** Largest request, in bytes; at most {@link #maxRequestBytes()}. */
        @WithDefault("16777216")
        long maxBytes();

        /** Threads that count; half of the processors where it is not set. */
        OptionalInt threads();

        /** Requests that may wait for a thread; more are answered 429. */
        @WithDefault("64")
        int queue();
    }

    /** What is accepted of an event. */
    interface Accepted {
        /** Largest event, in bytes. */
        @WithDefault("1048576")
        int maxEventBytes();

        /** Most events of a batch. */
        @WithDefault("10000")
        int maxBatchEvents();

        /** How far ahead of its receipt an event's time may be. */
        @WithDefault("1h")
        Duration futureTolerance();
    }

    /** Files of usage. Their bodies are read as they come in, so {@link #maxRequestBytes} is not for them. */
    interface Imports {
        /** Largest file, in bytes after unpacking: 1 TiB. */
        @WithDefault("1099511627776")
        long maxBytes();

        /** Most lines that are published together. */
        @WithDefault("1000")
        int sliceLines();

        /** Most imports at a time on an instance; each holds some megabytes. */
        @WithDefault("4")
        int concurrent();

        /**
         * Where what does not fit into memory is kept while an import runs, in files without a name: 32 to 64 bytes for a
         * line without an id, and the verdicts where they are asked for. Default: the system's folder for such.
         */
        Optional<Path> folder();
    }
}
