package io.tokenledger.client;

/** An event on its way, as a sink gets it. */
public final class OutgoingEvent {
    /** What an event costs in memory beside its texts: objects, headers, the place in the queue. */
    private static final int OVERHEAD_BYTES = 128;

    /** Of an event that a former process has left: nobody waits for it. */
    static final long OF_FORMER_PROCESS = Long.MAX_VALUE;

    private final String id;
    private final byte[] json;
    private final long number;

    OutgoingEvent(String id, byte[] json, long number) {
        this.id = id;
        this.json = json;
        this.number = number;
    }

    /** The event's id. */
    public String id() {
        return id;
    }

    /** UTF-8 JSON of the CloudEvents event. The array is the event's own and is not to be changed. */
    public byte[] json() {
        return json;
    }

    /** Its place in the order of recording. */
    long number() {
        return number;
    }

    /** Roughly what it takes in memory. */
    long memoryBytes() {
        return (long) json.length + id.length() + OVERHEAD_BYTES;
    }
}
