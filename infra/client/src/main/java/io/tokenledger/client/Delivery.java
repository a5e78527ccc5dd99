package io.tokenledger.client;

import java.util.List;

/** What became of a batch. */
public sealed interface Delivery {
    /**
     * Every event is settled: durable at the other side, or rejected.
     *
     * @param rejections those that were not accepted
     */
    record Taken(List<Rejection> rejections) implements Delivery {
        /** Every event was accepted. */
        public static final Taken ALL = new Taken(List.of());
    }

    /** The whole batch was refused because of its size or what it holds. It is halved to find out which event it is. */
    record Refused(String code, String detail) implements Delivery {}

    /** Nothing is known to be stored; the batch is sent again later. */
    record Unavailable(String reason) implements Delivery {}
}
