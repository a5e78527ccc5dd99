package io.tokenledger.ingest.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tokenledger.ingest.IngestSettings;
import io.tokenledger.ingest.TracesSettings;
import io.tokenledger.ingest.event.Origin;
import io.tokenledger.ingest.kafka.NotPublishedException;
import io.tokenledger.ingest.metrics.Door;
import io.tokenledger.ingest.otlp.OtlpEncoding;
import io.tokenledger.ingest.otlp.SpanEvents;
import io.tokenledger.ingest.otlp.SpanKeys;
import io.tokenledger.ingest.pipeline.Outcome;
import io.tokenledger.ingest.pipeline.Pipeline;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Takes OpenTelemetry's spans (OTLP/HTTP), through the same pipeline as events. */
@Path(TracesResource.PATH)
public class TracesResource {
    static final String PATH = "/v1/traces";

    private final Pipeline pipeline;
    private final HttpPublication publication;
    private final RequestTenant tenants;
    private final IngestSettings settings;
    private final SpanKeys keys;
    private final Counter ignored;

    TracesResource(
            Pipeline pipeline,
            HttpPublication publication,
            RequestTenant tenants,
            IngestSettings settings,
            TracesSettings traces,
            MeterRegistry registry) {
        this.pipeline = pipeline;
        this.publication = publication;
        this.tenants = tenants;
        this.settings = settings;
        this.keys = keys(traces);
        this.ignored = Counter.builder("tokenledger.ingest.spans.ignored")
                .description("Spans that stand for no call of a model, or for one that failed before it used anything")
                .register(registry);
    }

    private static SpanKeys keys(TracesSettings traces) {
        return new SpanKeys(
                traces.tenantKeys(),
                traces.teamKeys(),
                traces.projectKeys(),
                traces.appKeys(),
                traces.environmentKeys(),
                traces.userKeys(),
                traces.regionKeys(),
                traces.tagKeys().orElse(List.of()),
                traces.inputWithoutCache().orElse(List.of()));
    }

    /** An {@code ExportTraceServiceRequest}. The content type is checked here, since the refusal is OTLP's too. */
    @POST
    @Consumes({"application/x-protobuf", MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    @RunOnVirtualThread
    @Operation(
            operationId = "acceptTraces",
            summary = "Accept OpenTelemetry spans",
            description = "OTLP/HTTP: an ExportTraceServiceRequest as application/x-protobuf or application/json, "
                    + "optionally gzip. Spans of model calls with gen_ai usage are recorded, others ignored. The same "
                    + "span sent again changes nothing.")
    @APIResponse(
            responseCode = "200",
            description = "ExportTraceServiceResponse; rejected spans are counted in its partial success")
    @APIResponse(responseCode = "400", description = "google.rpc.Status: the body is not readable")
    @APIResponse(responseCode = "413", description = "google.rpc.Status: too large, before or after inflating")
    @APIResponse(responseCode = "415", description = "google.rpc.Status: the media type or encoding is not supported")
    @APIResponse(
            responseCode = "503",
            description = "google.rpc.Status: Kafka does not acknowledge; repeat the request")
    public Response accept(byte @Nullable [] body, @Context HttpHeaders headers) {
        try {
            OtlpEncoding encoding = OtlpEncoding.of(headers.getHeaderString(HttpHeaders.CONTENT_TYPE));
            byte[] received = RequestBody.read(
                    body, headers.getHeaderString(HttpHeaders.CONTENT_ENCODING), settings.maxRequestBytes());
            String named = tenants.named(headers);
            SpanEvents.Translation spans = SpanEvents.of(encoding.read(received), keys, named, tenants.standing());
            checkSize(spans.events().size());
            List<Outcome> outcomes = decide(spans.events(), named);
            if (!outcomes.isEmpty()) {
                publication.publish(Door.TRACES, outcomes);
            }
            ignored.increment(spans.ignored());
            return TracesAnswers.decided(encoding, outcomes);
        } catch (Refusal refusal) {
            return TracesAnswers.refused(refusal.error(), refusal.detail(), headers);
        } catch (NotPublishedException e) {
            return TracesAnswers.refused(
                    IngestError.KAFKA_UNAVAILABLE,
                    "Kafka has not acknowledged: repeat the request, it is safe",
                    headers);
        }
    }

    private void checkSize(int events) throws Refusal {
        int most = settings.accepted().maxBatchEvents();
        if (events > most) {
            throw new Refusal(
                    IngestError.BATCH_TOO_LARGE,
                    "the request has " + events + " spans of model calls: at most " + most);
        }
    }

    private List<Outcome> decide(List<SpanEvents.SpanEvent> spans, @Nullable String tenant) {
        var origin = new Origin.HttpRequest(UUID.randomUUID().toString());
        Instant receivedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var outcomes = new ArrayList<Outcome>(spans.size());
        for (SpanEvents.SpanEvent span : spans) {
            outcomes.add(pipeline.process(span.event(), span.bytes(), outcomes.size(), origin, receivedAt, tenant));
        }
        return outcomes;
    }
}
