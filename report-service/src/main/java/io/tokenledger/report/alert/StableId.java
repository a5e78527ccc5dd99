package io.tokenledger.report.alert;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids that follow from what they name: the same again has the same. Pure. */
final class StableId {
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT_RFC_9562 = 0x8000_0000_0000_0000L;

    private StableId() {}

    /** 122 bits of SHA-256 over the parts, as a UUID of version 8 (RFC 9562, 5.8). */
    static UUID of(String... parts) {
        ByteBuffer hash =
                ByteBuffer.wrap(sha256().digest(String.join("\0", parts).getBytes(StandardCharsets.UTF_8)));
        long high = (hash.getLong() & ~0xF000L) | VERSION_8;
        long low = (hash.getLong() & ~0xC000_0000_0000_0000L) | VARIANT_RFC_9562;
        return new UUID(high, low);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException cannotBe) {
            throw new IllegalStateException("every Java platform has SHA-256", cannotBe);
        }
    }
}
