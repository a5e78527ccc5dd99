package io.tokenledger.ingest.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.imports.ImportLine.Identity;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * A result of a usage API as an event. Its id is the bucket and the dimensions and not the numbers: the same result again
 * is a replay, one with other numbers a conflict, which is shown.
 *
 * @param now what is not over then is refused
 */
record UsageEvents(UsageReport report, RowMapping mapping, Instant now) {

    ImportLine line(long number, long bytes, JsonNode result, Map<String, JsonNode> bucket) {
        try {
            if (!result.isObject()) {
                throw new Refusal(IngestError.EVENT_NOT_AN_OBJECT, "the result is to be a JSON object");
            }
            return new ImportLine.Event(number, bytes, event(result, bucket), Identity.WHOLE);
        } catch (Refusal refusal) {
            return new ImportLine.Unusable(number, bytes, refusal);
        }
    }

    private ObjectNode event(JsonNode result, Map<String, JsonNode> fields) throws Refusal {
        UsageBucket bucket = UsageBucket.of(fields, now);
        ObjectNode event = RowMapping.envelope(RowMapping.NATIVE_TYPE)
                .put("time", bucket.start().toString())
                .put("id", id(bucket, result));
        ObjectNode data = event.putObject("data").put("provider", report.provider());
        report.read(new JsonFields(result, ""), data);
        mapping.fillColumns(event, result);
        for (var constant : mapping.constants().entrySet()) {
            TargetField.named(constant.getKey(), "the mapping").put(event, constant.getValue());
        }
        return event;
    }

    /** Nulls are left out: a dimension that a provider adds later, unasked for, does not change the id. */
    private String id(UsageBucket bucket, JsonNode result) {
        var dimensions = new TreeMap<String, String>();
        for (var field : result.properties()) {
            JsonNode value = field.getValue();
            if (value.isTextual() || value.isBoolean()) {
                dimensions.put(field.getKey(), value.asText());
            }
        }
        var digest = new ContentDigest();
        digest.text(report.provider())
                .text(bucket.start().toString())
                .text(bucket.end().toString());
        dimensions.forEach((name, value) -> digest.text(name).text(value));
        return bucket.start() + "/" + digest.hex();
    }
}
