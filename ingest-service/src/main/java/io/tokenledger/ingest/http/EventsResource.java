package io.tokenledger.ingest.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tokenledger.ingest.IngestSettings;
import io.tokenledger.ingest.event.BinaryHeaders;
import io.tokenledger.ingest.event.Delivery;
import io.tokenledger.ingest.event.Origin;
import io.tokenledger.ingest.kafka.NotPublishedException;
import io.tokenledger.ingest.metrics.Door;
import io.tokenledger.ingest.pipeline.Intake;
import io.tokenledger.ingest.pipeline.Outcome;
import io.tokenledger.ingest.pipeline.Pipeline;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Takes events over HTTP, through the same pipeline as those of the topic. */
@Path("/v1/events")
public class EventsResource {
    private static final byte[] NOTHING = {};

    private final Pipeline pipeline;
    private final HttpPublication publication;
    private final RequestTenant tenants;
    private final IngestSettings settings;

    EventsResource(Pipeline pipeline, HttpPublication publication, RequestTenant tenants, IngestSettings settings) {
        this.pipeline = pipeline;
        this.publication = publication;
        this.tenants = tenants;
        this.settings = settings;
    }

    /** One event, an array, or a CloudEvents batch; or one event in binary mode, with its attributes in headers. */
    @POST
    @Consumes({MediaType.APPLICATION_JSON, MediaTypes.CLOUD_EVENT, MediaTypes.CLOUD_EVENTS_BATCH})
    @Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
    @RunOnVirtualThread
    @Operation(
            operationId = "acceptEvents",
            summary = "Accept usage events",
            description = "Answers when Kafka has acknowledged every event, accepted or rejected. The same event sent "
                    + "again changes nothing, so a request without an answer, or with 503, is to be repeated.")
    @RequestBody(
            required = true,
            description = "A CloudEvents 1.0 event or an array of them; `type` names the dialect of `data`. With "
                    + "`ce-…` headers the body is the `data` alone.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(type = SchemaType.OBJECT),
                        examples = {
                            @ExampleObject(name = "native", value = Examples.NATIVE),
                            @ExampleObject(name = "openai chat completion", value = Examples.OPENAI_CHAT)
                        }),
                @Content(
                        mediaType = MediaTypes.CLOUD_EVENTS_BATCH,
                        examples = @ExampleObject(name = "batch", value = Examples.BATCH))
            })
    @APIResponse(
            responseCode = "202",
            description = "A verdict per event",
            content =
                    @Content(
                            schema = @Schema(implementation = Receipt.class),
                            examples = @ExampleObject(name = "one of two", value = Examples.RECEIPT)))
    @APIResponse(
            responseCode = "400",
            description = "The body is not an event or an array of events",
            content =
                    @Content(
                            mediaType = Problem.MEDIA_TYPE,
                            schema = @Schema(implementation = Problem.class),
                            examples = @ExampleObject(name = "truncated", value = Examples.PROBLEM)))
    @APIResponse(responseCode = "413", description = "The body or the batch is too large")
    @APIResponse(responseCode = "415", description = "The media type is not JSON or CloudEvents JSON")
    @APIResponse(responseCode = "503", description = "Kafka does not acknowledge; repeat the request")
    public Response accept(byte @Nullable [] body, @Context HttpHeaders headers) {
        byte[] received = body == null ? NOTHING : body;
        if (received.length > settings.maxRequestBytes()) {
            return Problem.response(
                    IngestError.REQUEST_TOO_LARGE,
                    "the body has " + received.length + " bytes: at most " + settings.maxRequestBytes());
        }
        try {
            Intake intake = pipeline.process(new Delivery(
                    new Origin.HttpRequest(UUID.randomUUID().toString()),
                    Instant.now().truncatedTo(ChronoUnit.MICROS),
                    attributes(headers),
                    received,
                    tenants.named(headers)));
            publication.publish(Door.HTTP, intake.outcomes());
            return answer(intake);
        } catch (Refusal refusal) {
            return Problem.response(refusal.error(), refusal.detail());
        } catch (NotPublishedException e) {
            return publication.unavailable();
        }
    }

    private static Response answer(Intake intake) {
        return switch (intake) {
            case Intake.Events events ->
                Response.accepted(Receipt.of(events.outcomes()))
                        .type(MediaType.APPLICATION_JSON)
                        .build();
            case Intake.Unreadable(Outcome.Rejected rejected) ->
                Problem.response(rejected.error(), rejected.event().detail());
        };
    }

    private static Map<String, String> attributes(HttpHeaders headers) {
        var attributes = new BinaryHeaders();
        headers.getRequestHeaders().forEach((name, values) -> attributes.addPercentEncoded(name, values.getFirst()));
        return attributes.attributes();
    }
}
