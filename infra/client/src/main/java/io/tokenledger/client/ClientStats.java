package io.tokenledger.client;

import org.jspecify.annotations.Nullable;

/**
 * What has become of the events, at a moment.
 *
 * @param recorded events that were given to the client
 * @param delivered events that were acknowledged; one that was sent twice counts twice, as do those of a former process
 * @param rejected events that were not accepted
 * @param spilled events that were written to disk on their way
 * @param lost events that will not arrive
 * @param bufferedEvents events in memory
 * @param bufferedBytes what these take, roughly
 * @param spilledBytes bytes on disk
 * @param trouble why nothing can be delivered at the moment; null: nothing is known to be wrong
 */
public record ClientStats(
        long recorded,
        long delivered,
        long rejected,
        long spilled,
        long lost,
        long bufferedEvents,
        long bufferedBytes,
        long spilledBytes,
        @Nullable String trouble) {}
