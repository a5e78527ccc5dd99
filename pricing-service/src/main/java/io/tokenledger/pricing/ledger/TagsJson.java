package io.tokenledger.pricing.ledger;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Map;

/** An event's tags as a JSON object, for a jsonb column. */
final class TagsJson {
    private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

    private TagsJson() {}

    static String write(Map<String, String> tags) {
        var json = new StringBuilder(32 * tags.size()).append('{');
        tags.forEach((key, value) -> {
            json.append(json.length() > 1 ? "," : "").append('"');
            ENCODER.quoteAsString(key, json);
            json.append("\":\"");
            ENCODER.quoteAsString(value, json);
            json.append('"');
        });
        return json.append('}').toString();
    }
}
