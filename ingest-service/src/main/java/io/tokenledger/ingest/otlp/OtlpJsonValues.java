package io.tokenledger.ingest.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.tokenledger.ingest.rejection.Refusal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Attributes in OTLP's JSON. What is wrong is told without the value: it may be content. */
final class OtlpJsonValues {
    private OtlpJsonValues() {}

    static List<KeyValue> attributes(Iterable<JsonNode> json) throws Refusal {
        var attributes = new ArrayList<KeyValue>();
        for (JsonNode attribute : json) {
            attributes.add(KeyValue.newBuilder()
                    .setKey(attribute.path("key").asText(""))
                    .setValue(value(OtlpJson.present(attribute, "value")))
                    .build());
        }
        return attributes;
    }

    /** An unset value, and one of a kind that is not known, says nothing. */
    private static AnyValue value(@Nullable JsonNode json) throws Refusal {
        AnyValue.Builder value = AnyValue.newBuilder();
        if (json == null) {
            return value.build();
        }
        for (var field : json.properties()) {
            JsonNode it = field.getValue();
            if (it.isNull()) {
                continue;
            }
            switch (field.getKey()) {
                case "stringValue" -> value.setStringValue(it.asText());
                case "boolValue" -> value.setBoolValue(it.booleanValue());
                case "intValue" -> value.setIntValue(integer(it));
                case "doubleValue" -> value.setDoubleValue(it.asDouble());
                case "arrayValue" -> value.setArrayValue(array(it));
                case "kvlistValue" ->
                    value.setKvlistValue(KeyValueList.newBuilder().addAllValues(attributes(it.path("values"))));
                case "bytesValue" -> value.setBytesValue(bytes(it));
                default -> {}
            }
        }
        return value.build();
    }

    private static long integer(JsonNode json) throws Refusal {
        try {
            return Long.parseLong(json.asText());
        } catch (NumberFormatException e) {
            throw OtlpJson.malformed("an intValue", "a whole number of 64 bits");
        }
    }

    private static ArrayValue array(JsonNode json) throws Refusal {
        ArrayValue.Builder array = ArrayValue.newBuilder();
        for (JsonNode element : json.path("values")) {
            array.addValues(value(element));
        }
        return array.build();
    }

    private static ByteString bytes(JsonNode json) throws Refusal {
        try {
            return ByteString.copyFrom(Base64.getDecoder().decode(json.asText()));
        } catch (IllegalArgumentException e) {
            throw OtlpJson.malformed("a bytesValue", "base64");
        }
    }
}
