package io.tokenledger.ingest.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.tokenledger.ingest.event.Origin;
import io.tokenledger.ingest.pipeline.Deliveries;
import io.tokenledger.ingest.pipeline.Outcome;
import io.tokenledger.ingest.rejection.Refusal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Exports of spans for tests: decided as the endpoint decides them, and written as protobuf by another hand. */
public final class Spans {
    public static final SpanKeys KEYS = new SpanKeys(
            List.of("tokenledger.tenant"),
            List.of("tokenledger.team", "team"),
            List.of("tokenledger.project", "project"),
            List.of("service.name"),
            List.of("deployment.environment.name", "deployment.environment"),
            List.of("enduser.id", "user.id"),
            List.of("tokenledger.region"),
            List.of("feature"),
            List.of("cache.is.apart"));

    /** After every recorded span. */
    public static final Instant RECEIVED_AT = Instant.parse("2026-11-21T12:00:00Z");

    private Spans() {}

    public static byte[] json(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    public static SpanEvents.Translation translated(OtlpEncoding encoding, byte[] body, @Nullable String tenant) {
        try {
            return SpanEvents.of(encoding.read(body), KEYS, tenant, null);
        } catch (Refusal refusal) {
            throw new AssertionError(refusal.detail(), refusal);
        }
    }

    /** What becomes of an export, as events of that tenant. */
    public static List<Outcome> outcomes(OtlpEncoding encoding, byte[] body, @Nullable String tenant) {
        return outcomes(translated(encoding, body, tenant), tenant);
    }

    static List<Outcome> outcomes(SpanEvents.Translation translation, @Nullable String tenant) {
        var outcomes = new ArrayList<Outcome>();
        for (SpanEvents.SpanEvent event : translation.events()) {
            outcomes.add(Deliveries.pipeline()
                    .process(
                            event.event(),
                            event.bytes(),
                            outcomes.size(),
                            new Origin.HttpRequest("test"),
                            RECEIVED_AT,
                            tenant));
        }
        return outcomes;
    }

    /** The same export in protobuf, with everything that the JSON has. */
    public static byte[] protobuf(JsonNode request) {
        var message = ExportTraceServiceRequest.newBuilder();
        for (JsonNode resourceSpans : request.path("resourceSpans")) {
            var ofResource = ResourceSpans.newBuilder()
                    .setResource(Resource.newBuilder()
                            .addAllAttributes(
                                    attributes(resourceSpans.path("resource").path("attributes"))));
            for (JsonNode scopeSpans : resourceSpans.path("scopeSpans")) {
                JsonNode scope = scopeSpans.path("scope");
                var ofScope = ScopeSpans.newBuilder()
                        .setScope(InstrumentationScope.newBuilder()
                                .setName(scope.path("name").asText(""))
                                .setVersion(scope.path("version").asText("")));
                scopeSpans.path("spans").forEach(span -> ofScope.addSpans(span(span)));
                ofResource.addScopeSpans(ofScope);
            }
            message.addResourceSpans(ofResource);
        }
        return message.build().toByteArray();
    }

    private static Span span(JsonNode json) {
        var span = Span.newBuilder()
                .setTraceId(bytes(json.path("traceId").asText("")))
                .setSpanId(bytes(json.path("spanId").asText("")))
                .setName(json.path("name").asText(""))
                .setKind(Span.SpanKind.valueOf(json.path("kind").asText("SPAN_KIND_UNSPECIFIED")))
                .setStartTimeUnixNano(json.path("startTimeUnixNano").asLong())
                .setEndTimeUnixNano(json.path("endTimeUnixNano").asLong())
                .setFlags(json.path("flags").asInt())
                .setStatus(Status.newBuilder()
                        .setCode(Status.StatusCode.valueOf(
                                json.path("status").path("code").asText("STATUS_CODE_UNSET"))))
                .addAllAttributes(attributes(json.path("attributes")));
        for (JsonNode event : json.path("events")) {
            span.addEvents(Span.Event.newBuilder()
                    .setName(event.path("name").asText(""))
                    .addAllAttributes(attributes(event.path("attributes"))));
        }
        return span.build();
    }

    private static ByteString bytes(String hex) {
        byte[] bytes = new BigInteger("01" + hex, 16).toByteArray();
        return ByteString.copyFrom(bytes, 1, bytes.length - 1);
    }

    private static List<KeyValue> attributes(JsonNode json) {
        var attributes = new ArrayList<KeyValue>();
        for (JsonNode attribute : json) {
            attributes.add(KeyValue.newBuilder()
                    .setKey(attribute.path("key").asText())
                    .setValue(value(attribute.path("value")))
                    .build());
        }
        return attributes;
    }

    private static AnyValue value(JsonNode json) {
        var value = AnyValue.newBuilder();
        if (json.has("stringValue")) {
            value.setStringValue(json.path("stringValue").asText());
        } else if (json.has("boolValue")) {
            value.setBoolValue(json.path("boolValue").asBoolean());
        } else if (json.has("intValue")) {
            value.setIntValue(json.path("intValue").asLong());
        } else if (json.has("doubleValue")) {
            value.setDoubleValue(json.path("doubleValue").asDouble());
        } else if (json.has("arrayValue")) {
            var array = ArrayValue.newBuilder();
            json.path("arrayValue").path("values").forEach(element -> array.addValues(value(element)));
            value.setArrayValue(array);
        } else {
            throw new AssertionError("a kind of value that this test does not write: "
                    + json.fieldNames().next());
        }
        return value.build();
    }
}
