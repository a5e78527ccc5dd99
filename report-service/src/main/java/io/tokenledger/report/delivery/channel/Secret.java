package io.tokenledger.report.delivery.channel;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook is signed with, as Standard Webhooks writes it: {@code whsec_} and Base64 of 24 to 64 bytes.
 *
 * @param expiresAt it signs until then; null: it goes on
 */
public record Secret(
        String text, Instant createdAt, @Nullable Instant expiresAt) {
    private static final String PREFIX = "whsec_";
    private static final int NEW_BYTES = 32;
    private static final int LEAST_BYTES = 24;
    private static final int MOST_BYTES = 64;
    private static final SecureRandom RANDOM = new SecureRandom();

    public Secret {
        if (!isWellFormed(text)) {
            throw new IllegalArgumentException("a secret is not of the form whsec_<Base64 of 24 to 64 bytes>");
        }
    }

    /** A new one of 256 random bits. */
    public static Secret generated(Instant now) {
        byte[] bytes = new byte[NEW_BYTES];
        RANDOM.nextBytes(bytes);
        return new Secret(PREFIX + Base64.getEncoder().encodeToString(bytes), now, null);
    }

    static boolean isWellFormed(String text) {
        if (!text.startsWith(PREFIX)) {
            return false;
        }
        try {
            int bytes = Base64.getDecoder().decode(text.substring(PREFIX.length())).length;
            return bytes >= LEAST_BYTES && bytes <= MOST_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /** What HMAC is keyed with. */
    public byte[] key() {
        return Base64.getDecoder().decode(text.substring(PREFIX.length()));
    }

    public boolean isLive(Instant at) {
        return expiresAt == null || at.isBefore(expiresAt);
    }

    /** The same, signing until then, or until it ended anyway. */
    Secret until(Instant end) {
        return new Secret(text, createdAt, expiresAt != null && expiresAt.isBefore(end) ? expiresAt : end);
    }

    /** Never in a log. */
    @Override
    public String toString() {
        return "Secret[createdAt=" + createdAt + ", expiresAt=" + expiresAt + "]";
    }
}
