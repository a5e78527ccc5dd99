package io.tokenledger.ingest.pipeline;

import java.time.Duration;
import java.time.Instant;

/**
 * What is accepted.
 *
 * @param maxEventBytes largest event
 * @param maxBatchEvents most events of one batch
 * @param earliest no event is older
 * @param futureTolerance how far ahead of its receipt an event may be, for clocks that are wrong
 * @param maxMeasuredChars longest prompt or answer that is counted beside the provider's count, in characters; 0: none is
 */
public record Limits(
        int maxEventBytes, int maxBatchEvents, Instant earliest, Duration futureTolerance, int maxMeasuredChars) {
    /** No usage is older than this. */
    public static final Instant EARLIEST = Instant.parse("2020-01-01T00:00:00Z");

    public static final Limits DEFAULT = new Limits(1024 * 1024, 10_000, EARLIEST, Duration.ofHours(1), 256 * 1024);
}
