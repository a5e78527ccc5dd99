package io.tokenledger.ingest.kafka;

import java.time.Instant;

/** What a loop is doing, for the health checks. */
public sealed interface LoopState {
    /** It has not been given partitions yet: Kafka is not there, or the group is forming. */
    record Joining(Instant since) implements LoopState {}

    /** It reads. A loop of a group with more members than partitions reads none and is well. */
    record Consuming(int partitions, Instant lastPoll) implements LoopState {}

    /** Something failed; it waits and tries the same records again. */
    record Retrying(String reason, int attempt, Instant since) implements LoopState {}

    /** It was told to stop, and did. */
    record Stopped() implements LoopState {}

    /** It ended by itself, which must not happen: the service is to be restarted. */
    record Dead(String reason) implements LoopState {}
}
