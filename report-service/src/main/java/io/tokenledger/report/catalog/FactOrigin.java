package io.tokenledger.report.catalog;

import io.tokenledger.report.json.JsonForm;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where facts came from.
 *
 * @param format how they were written: {@code bundled}, {@code request}, or the format of a file
 * @param label the file's name, or what it is about
 * @param contentSha256 of what was stated, as it came
 * @param bundled whether they came with the product: what a user states goes before them
 */
public record FactOrigin(
        String format, String label, String contentSha256, boolean bundled, String author, String reason) {
    /** A file that came with the product. */
    public static FactOrigin bundled(String file, String content) {
        return new FactOrigin(
                "bundled", file, sha256(content), true, "tokenledger", "facts that came with the product");
    }

    /** The fields of a body with those that say who states it and why. */
    public static Set<String> signed(Set<String> fields) {
        Set<String> all = new TreeSet<>(fields);
        all.add("author");
        all.add("reason");
        return all;
    }

    /** What somebody stated in a request, whose body is {@link #signed}. */
    public static FactOrigin request(String label, String content, JsonForm body) {
        return new FactOrigin(
                "request", label, sha256(content), false, body.required("author"), body.text("reason", ""));
    }

    /** A file that somebody imported. */
    public static FactOrigin file(String format, String label, String content, String author, String reason) {
        return new FactOrigin(format, label, sha256(content), false, author, reason);
    }

    private static String sha256(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
