package io.tokenledger.ingest.imports;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over texts, each with its length before it, so that no two lists of texts are the same bytes. */
final class ContentDigest {
    private static final int ID_BYTES = 16;

    private final MessageDigest sha256 = sha256();

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    ContentDigest text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).flip());
        sha256.update(utf8);
        return this;
    }

    /** All 32 bytes. To be called once. */
    byte[] bytes() {
        return sha256.digest();
    }

    /** The first 16 bytes as 32 hexadecimal digits. To be called once. */
    String hex() {
        return HexFormat.of().formatHex(bytes(), 0, ID_BYTES);
    }
}
