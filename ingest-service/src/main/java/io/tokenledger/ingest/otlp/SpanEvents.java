package io.tokenledger.ingest.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.tokenledger.ingest.dialect.otel.SpanNames;
import io.tokenledger.ingest.dialect.otel.SpanOperation;
import io.tokenledger.ingest.dialect.otel.UnixNanos;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes a CloudEvent of every span of a model's call, in the dialect {@code opentelemetry.span}. Of the attributes only those
 * that the dialect reads are copied; what was said is copied where usage is missing, into {@code data.content}, which is
 * counted and dropped.
 *
 * <p>The identity is {@code <trace id>-<span id>}, since a span's id is unique within its trace only; so the same span
 * exported again is a replay. The time is the span's start: that is when the request was made.
 */
public final class SpanEvents {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String TYPE = "opentelemetry.span";
    private static final String SERVICE = "service.name";
    private static final int TRACE_ID_BYTES = 16;
    private static final int SPAN_ID_BYTES = 8;

    /**
     * An event, and how large its span was.
     *
     * @param id the span, for a message: its ids in hexadecimal
     */
    public record SpanEvent(ObjectNode event, String id, long bytes) {
        /** Without the event: it may hold what was said. */
        @Override
        public String toString() {
            return "SpanEvent[" + id + "]";
        }
    }

    /**
     * What became of an export.
     *
     * @param ignored spans that stand for no call of a model, or for one that failed before it used anything
     */
    public record Translation(List<SpanEvent> events, int ignored) {}

    private final SpanKeys keys;
    private final @Nullable String named;
    private final @Nullable String standing;
    private final List<SpanEvent> events = new ArrayList<>();
    private int ignored;

    private SpanEvents(SpanKeys keys, @Nullable String named, @Nullable String standing) {
        this.keys = keys;
        this.named = named;
        this.standing = standing;
    }

    /**
     * The events of an export.
     *
     * @param named the tenant that the request names; it comes before every attribute
     * @param standing the tenant of spans that nothing names one for
     */
    public static Translation of(
            ExportTraceServiceRequest request, SpanKeys keys, @Nullable String named, @Nullable String standing) {
        var spans = new SpanEvents(keys, named, standing);
        for (ResourceSpans resourceSpans : request.getResourceSpansList()) {
            var resource = SpanAttributes.of(resourceSpans.getResource().getAttributesList());
            for (ScopeSpans scopeSpans : resourceSpans.getScopeSpansList()) {
                for (Span span : scopeSpans.getSpansList()) {
                    spans.add(span, scopeSpans.getScope().getName(), resource);
                }
            }
        }
        return new Translation(spans.events, spans.ignored);
    }

    private void add(Span span, String scope, SpanAttributes resource) {
        var attributes = SpanAttributes.of(span.getAttributesList());
        SpanOperation operation = SpanOperation.of(attributes::text, attributes::has);
        var content = new SpanContent(attributes, operation);
        if (operation == SpanOperation.OTHER || (isFailed(span) && content.showsNoUse())) {
            ignored++;
            return;
        }
        ObjectNode event = JSON.objectNode().put("specversion", "1.0").put("type", TYPE);
        String id = id(span);
        if (isValid(span)) {
            event.put("id", id);
        }
        String service = resource.label(SERVICE);
        event.put("source", service == null ? "otel" : "otel/" + service);
        Instant start = UnixNanos.instant(span.getStartTimeUnixNano());
        if (start != null) {
            event.put("time", start.toString());
        }
        event.set("data", data(span, scope, attributes, resource, content));
        events.add(new SpanEvent(event, id, span.getSerializedSize()));
    }

    private ObjectNode data(
            Span span, String scope, SpanAttributes attributes, SpanAttributes resource, SpanContent content) {
        ObjectNode data = JSON.objectNode();
        var attribution = new SpanAttribution(attributes, resource);
        if (named == null) {
            String tenant = attribution.label(keys.tenant());
            data.put("tenant", tenant == null ? standing : tenant);
        }
        attribution.write(keys, data);
        if (keys.inputWithoutCache().contains(scope)) {
            data.put("input_excludes_cache", true);
        }
        if (attributes.has("gen_ai.tool.definitions")) {
            data.putArray("capabilities_used").add("tools");
        }
        ObjectNode json = data.putObject("span");
        if (isFailed(span)) {
            json.putObject("status").put("code", Status.StatusCode.STATUS_CODE_ERROR_VALUE);
        }
        ObjectNode copied = json.putObject("attributes");
        for (String name : SpanNames.read()) {
            JsonNode value = attributes.json(name);
            if (value != null) {
                copied.set(name, value);
            }
        }
        content.write(data);
        return data;
    }

    private static boolean isFailed(Span span) {
        return span.getStatus().getCodeValue() == Status.StatusCode.STATUS_CODE_ERROR_VALUE;
    }

    private static String id(Span span) {
        return hex(span.getTraceId()) + "-" + hex(span.getSpanId());
    }

    /** An id of another length, or of zeros alone, is none (W3C Trace Context). */
    private static boolean isValid(Span span) {
        return isId(span.getTraceId(), TRACE_ID_BYTES) && isId(span.getSpanId(), SPAN_ID_BYTES);
    }

    private static boolean isId(ByteString id, int bytes) {
        return id.size() == bytes && !id.equals(ByteString.copyFrom(new byte[bytes]));
    }

    private static String hex(ByteString id) {
        return HexFormat.of()
                .formatHex(id.substring(0, Math.min(id.size(), TRACE_ID_BYTES)).toByteArray());
    }
}
