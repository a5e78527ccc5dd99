package io.tokenledger.ingest.event;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Collects the CloudEvents attributes of a binary-mode message: headers {@code ce_id} (Kafka binding) or {@code ce-id}
 * (HTTP binding), in any case. A content type of {@code application/cloudevents…} says structured mode, whatever else
 * the headers hold.
 */
public final class BinaryHeaders {
    private static final String STRUCTURED = "application/cloudevents";

    private final Map<String, String> attributes = new TreeMap<>();
    private boolean structured;

    /** Takes one header; what is not an attribute is passed over. */
    public void add(String header, @Nullable String value) {
        if (value == null) {
            return;
        }
        String name = header.toLowerCase(Locale.ROOT);
        if (name.equals("content-type")) {
            structured = value.toLowerCase(Locale.ROOT).startsWith(STRUCTURED);
        } else if (name.length() > 3 && (name.startsWith("ce_") || name.startsWith("ce-"))) {
            attributes.put(name.substring(3), value);
        }
    }

    /** Takes one header of HTTP, whose values are percent-encoded UTF-8 (CloudEvents HTTP binding, 3.1.3.2). */
    public void addPercentEncoded(String header, @Nullable String value) {
        add(header, value == null ? null : percentDecoded(value));
    }

    /** The attributes by their names without prefix; empty in structured mode. */
    public Map<String, String> attributes() {
        return structured ? Map.of() : attributes;
    }

    private static String percentDecoded(String value) {
        if (value.indexOf('%') < 0) {
            return value;
        }
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(text.length);
        for (int i = 0; i < text.length; i++) {
            int high = text[i] == '%' && i + 2 < text.length ? Character.digit(text[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(text[i + 2], 16) : -1;
            decoded.put(low >= 0 ? (byte) (high << 4 | low) : text[i]);
            i += low >= 0 ? 2 : 0;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString();
        } catch (CharacterCodingException e) {
            // Not percent-encoded UTF-8, so taken as it stands: it may be a sender that does not encode.
            return value;
        }
    }
}
