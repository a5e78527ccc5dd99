package io.tokenledger.ingest.http;

import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import io.tokenledger.ingest.rejection.SafeText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a request as they were before the sender compressed them (RFC 9110, section 8.4): gzip, or not at all. The
 * framework inflates nothing, so that a small body that becomes a huge one is stopped on the way.
 */
final class RequestBody {
    private static final byte[] NOTHING = {};
    private static final int BUFFER_BYTES = 8192;

    private RequestBody() {}

    /**
     * The whole body, inflated.
     *
     * @param body what came; null: nothing
     * @param contentEncoding the header {@code Content-Encoding}; null or blank: none
     * @param maxBytes the most that is taken, both as it came and inflated
     */
    static byte[] read(byte @Nullable [] body, @Nullable String contentEncoding, int maxBytes) throws Refusal {
        byte[] received = body == null ? NOTHING : body;
        if (received.length > maxBytes) {
            throw new Refusal(
                    IngestError.REQUEST_TOO_LARGE, "the body has " + received.length + " bytes: at most " + maxBytes);
        }
        if (!isGzip(contentEncoding)) {
            return received;
        }
        try (InputStream inflated = inflated(new ByteArrayInputStream(received), contentEncoding)) {
            byte[] bytes = inflated.readNBytes(maxBytes);
            if (bytes.length == maxBytes && inflated.read() >= 0) {
                throw new Refusal(
                        IngestError.REQUEST_TOO_LARGE,
                        "the body has more than " + maxBytes + " bytes after inflating: at most " + maxBytes);
            }
            return bytes;
        } catch (IOException e) {
            throw new Refusal(
                    IngestError.CONTENT_ENCODING_INVALID, "the header Content-Encoding says gzip, the body is not");
        }
    }

    /**
     * The same for a body that is read as it comes. Neither its size nor whether it is gzip to its end is known yet: the
     * caller counts what it reads.
     */
    static InputStream inflated(InputStream body, @Nullable String contentEncoding) throws Refusal, IOException {
        return isGzip(contentEncoding) ? new GZIPInputStream(body, BUFFER_BYTES) : body;
    }

    private static boolean isGzip(@Nullable String contentEncoding) throws Refusal {
        String encoding = contentEncoding == null ? "" : contentEncoding.strip().toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "", "identity" -> false;
            case "gzip", "x-gzip" -> true;
            default ->
                throw new Refusal(
                        IngestError.CONTENT_ENCODING_UNSUPPORTED,
                        "the header Content-Encoding is " + SafeText.quoted(encoding)
                                + ": send gzip, or the body as it is");
        };
    }
}
