package io.tokenledger.ingest.event;

/** One event's bytes within a delivery's body. */
@SuppressWarnings("ArrayRecordComponent") // Never compared and never printed: a view of a delivery's body.
public record Slice(byte[] bytes, int offset, int length) {
    /** The whole body as one event. */
    public static Slice whole(byte[] bytes) {
        return new Slice(bytes, 0, bytes.length);
    }
}
