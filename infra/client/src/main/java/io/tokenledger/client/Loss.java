package io.tokenledger.client;

/**
 * Events that will not arrive. Never silent: counted, logged and told to {@code onLoss}.
 *
 * @param events how many; of what could not be read, at least so many
 * @param detail for a person
 */
public record Loss(Reason reason, long events, String detail) {
    /** Why. */
    public enum Reason {
        /** Memory was full, and so was the disk, or the disk was slower than the recording, or there is none. */
        BUFFER_FULL("the buffer in memory is full and nothing more could be spilled"),
        /** Recorded after the client was closed. */
        CLOSED("recorded after the client was closed"),
        /** Neither sent nor spilled when the client was closed. */
        NOT_SENT("the client was closed before it could be sent, and it could not be spilled"),
        /** A spilled segment is damaged; the file is kept aside. */
        UNREADABLE("a spilled segment is damaged");

        private final String meaning;

        Reason(String meaning) {
            this.meaning = meaning;
        }

        String meaning() {
            return meaning;
        }
    }
}
