package io.tokenledger.ingest.dialect.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.ingest.dialect.Asked;
import io.tokenledger.ingest.dialect.Counts;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Bedrock says in the headers of an InvokeModel response (Bedrock API reference, "InvokeModel"), which the sender
 * passes on in {@code data.headers}. Names in any case, numbers as text or as numbers; all others are left alone.
 *
 * @param own those of Bedrock by the rest of their names, such as {@code input-token-count}
 */
record ResponseHeaders(JsonFields own) {
    private static final String PREFIX = "x-amzn-bedrock-";
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");

    static ResponseHeaders of(JsonFields headers) {
        ObjectNode own = JsonNodeFactory.instance.objectNode();
        for (var header : headers.node().properties()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            JsonNode value = header.getValue();
            if (name.startsWith(PREFIX)) {
                boolean isNumber =
                        value.isTextual() && DIGITS.matcher(value.textValue()).matches();
                own.set(
                        name.substring(PREFIX.length()),
                        isNumber ? own.numberNode(Long.parseLong(value.textValue())) : value);
            }
        }
        return new ResponseHeaders(new JsonFields(own, headers.path()));
    }

    /** The usage; null where the headers do not state the input. */
    @Nullable
    InvokedUsage usage() throws Refusal {
        Long input = Counts.wholeOrNull(own, "input-token-count");
        return input == null
                ? null
                : InvokedUsage.of(
                        input,
                        Counts.whole(own, "cache-read-input-token-count"),
                        Counts.whole(own, "cache-write-input-token-count"),
                        Counts.wholeOrNull(own, "output-token-count"));
    }

    /** The tier that was served; null where the headers do not say. */
    @Nullable
    String tier() throws Refusal {
        return "optimized".equals(Asked.text(own, "performanceconfig-latency"))
                ? Bedrock.LATENCY_OPTIMIZED
                : Asked.text(own, "service-tier");
    }
}
