package io.tokenledger.sample;

/**
 * One record for {@code usage.events.v1}. The arrays are the record's own and are not to be changed.
 *
 * <p>The key is the event's id: the same event sent again, and another with its id, follow it on the same partition.
 */
public final class SampleRecord {
    private final byte[] key;
    private final byte[] value;

    SampleRecord(byte[] key, byte[] value) {
        this.key = key;
        this.value = value;
    }

    /** ASCII of the event's id. */
    public byte[] key() {
        return key;
    }

    /** UTF-8 JSON of the CloudEvents event; of a malformed one, whatever it is. */
    public byte[] value() {
        return value;
    }
}
