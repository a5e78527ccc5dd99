package io.tokenledger.pricing.pricebook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where an import comes from: kept with every price that it brings.
 *
 * @param format native, litellm, genai-prices, or {@code bundled} for the book that comes with the product; for a
 *     change that is no import what it was: price, withdrawal, adjustment, meter
 * @param label a name for the file
 * @param author who answers for it
 * @param reason why the book changes
 */
public record ImportOrigin(String format, String label, String contentSha256, String author, String reason) {
    static final String BUNDLED = "bundled";

    boolean isBundled() {
        return format.equals(BUNDLED);
    }

    /** The hash that tells one file's content from another's, in hex. */
    public static String sha256(String content) {
        return sha256(content.getBytes(StandardCharsets.UTF_8));
    }

    /** The same of a file as it came. */
    static String sha256(byte[] content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
