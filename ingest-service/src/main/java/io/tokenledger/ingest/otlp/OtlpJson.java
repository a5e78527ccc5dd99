package io.tokenledger.ingest.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.tokenledger.ingest.event.EventJson;
import io.tokenledger.ingest.event.Slice;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * OTLP's JSON, into the messages of its protobuf: ids in hexadecimal, 64-bit numbers as texts or numbers, enums as numbers or
 * names, what is unknown ignored (OTLP specification, "JSON Protobuf Encoding"). Of a span only what usage is taken from is
 * read: neither events nor links.
 */
final class OtlpJson {
    private OtlpJson() {}

    static ExportTraceServiceRequest read(byte[] body) throws Refusal {
        JsonNode request;
        try {
            request = EventJson.read(Slice.whole(body));
        } catch (Refusal refusal) {
            throw new Refusal(IngestError.OTLP_MALFORMED, refusal.detail());
        }
        if (!request.isObject()) {
            throw malformed("the body", "an object");
        }
        ExportTraceServiceRequest.Builder message = ExportTraceServiceRequest.newBuilder();
        for (JsonNode resourceSpans : array(request, "resourceSpans", "")) {
            message.addResourceSpans(resourceSpans(resourceSpans));
        }
        return message.build();
    }

    private static ResourceSpans resourceSpans(JsonNode json) throws Refusal {
        ResourceSpans.Builder message = ResourceSpans.newBuilder();
        JsonNode resource = json.get("resource");
        if (resource != null && !resource.isNull()) {
            message.setResource(Resource.newBuilder()
                    .addAllAttributes(OtlpJsonValues.attributes(array(resource, "attributes", "resource."))));
        }
        for (JsonNode scopeSpans : array(json, "scopeSpans", "resourceSpans[].")) {
            message.addScopeSpans(scopeSpans(scopeSpans));
        }
        return message.build();
    }

    private static ScopeSpans scopeSpans(JsonNode json) throws Refusal {
        ScopeSpans.Builder message = ScopeSpans.newBuilder()
                .setScope(InstrumentationScope.newBuilder()
                        .setName(json.path("scope").path("name").asText("")));
        for (JsonNode span : array(json, "spans", "scopeSpans[].")) {
            message.addSpans(span(span));
        }
        return message.build();
    }

    private static Span span(JsonNode json) throws Refusal {
        return Span.newBuilder()
                .setTraceId(id(json, "traceId"))
                .setSpanId(id(json, "spanId"))
                .setStartTimeUnixNano(time(json, "startTimeUnixNano"))
                .addAllAttributes(OtlpJsonValues.attributes(array(json, "attributes", "spans[].")))
                .setStatus(Status.newBuilder()
                        .setCodeValue(statusCode(json.path("status").get("code"))))
                .build();
    }

    private static ByteString id(JsonNode span, String name) throws Refusal {
        JsonNode value = present(span, name);
        if (value == null) {
            return ByteString.EMPTY;
        }
        try {
            return ByteString.copyFrom(HexFormat.of().parseHex(value.isTextual() ? value.textValue() : "?"));
        } catch (IllegalArgumentException e) {
            throw malformed("spans[]." + name, "a text of hexadecimal digits");
        }
    }

    private static long time(JsonNode span, String name) throws Refusal {
        JsonNode value = present(span, name);
        try {
            return value == null ? 0 : Long.parseUnsignedLong(value.asText());
        } catch (NumberFormatException e) {
            throw malformed("spans[]." + name, "a number of nanoseconds since 1970");
        }
    }

    private static int statusCode(@Nullable JsonNode code) {
        if (code == null || !code.isTextual()) {
            return code == null ? 0 : code.intValue();
        }
        return code.textValue().equals("STATUS_CODE_ERROR") || code.textValue().equals("2")
                ? Status.StatusCode.STATUS_CODE_ERROR_VALUE
                : 0;
    }

    private static Iterable<JsonNode> array(JsonNode json, String name, String path) throws Refusal {
        JsonNode value = present(json, name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw malformed(path + name, "an array");
        }
        return value;
    }

    static @Nullable JsonNode present(JsonNode json, String name) {
        JsonNode value = json.get(name);
        return value == null || value.isNull() ? null : value;
    }

    static Refusal malformed(String where, String expected) {
        return new Refusal(IngestError.OTLP_MALFORMED, where + " is to be " + expected);
    }
}
