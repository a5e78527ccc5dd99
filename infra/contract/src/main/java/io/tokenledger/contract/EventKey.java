package io.tokenledger.contract;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keys made of text: the first 128 bits of a SHA-256 over length-prefixed parts. The same parts give the same key
 * everywhere and for ever; no two different lists of parts are known to give the same one.
 */
public final class EventKey {
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(EventKey::sha256);

    private EventKey() {}

    /** The identity of an event within its tenant (CloudEvents: {@code source} + {@code id}). */
    public static UUID of(String source, String id) {
        return ofParts(source, id);
    }

    /** A key over any parts; null and the empty text are different parts. */
    public static UUID ofParts(@Nullable String... parts) {
        MessageDigest digest = SHA_256.get();
        digest.reset();
        for (String part : parts) {
            if (part == null) {
                digest.update(lengthPrefix(-1));
            } else {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update(lengthPrefix(bytes.length));
                digest.update(bytes);
            }
        }
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        return new UUID(hash.getLong(), hash.getLong());
    }

    private static byte[] lengthPrefix(int length) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(length).array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
