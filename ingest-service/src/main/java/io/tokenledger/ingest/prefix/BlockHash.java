package io.tokenledger.ingest.prefix;

import java.nio.ByteBuffer;

/** Half of a keyed hash over a block of a prompt and all that stands before it. It is never shown. */
record BlockHash(long high, long low) {
    static BlockHash of(byte[] mac) {
        ByteBuffer bytes = ByteBuffer.wrap(mac);
        return new BlockHash(bytes.getLong(), bytes.getLong());
    }

    @Override
    public String toString() {
        return "BlockHash[removed]";
    }
}
