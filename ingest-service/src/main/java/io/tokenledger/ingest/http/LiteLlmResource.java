package io.tokenledger.ingest.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tokenledger.ingest.IngestSettings;
import io.tokenledger.ingest.event.Delivery;
import io.tokenledger.ingest.event.EventReader;
import io.tokenledger.ingest.event.Origin;
import io.tokenledger.ingest.kafka.NotPublishedException;
import io.tokenledger.ingest.metrics.Door;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Takes what LiteLLM's generic logging callback sends. */
@Path("/v1/litellm")
public class LiteLlmResource {
    private static final String NDJSON = "application/x-ndjson";
    private static final byte[] NOTHING = {};

    private final LiteLlmIntake intake;
    private final HttpPublication publication;
    private final RequestTenant tenants;
    private final IngestSettings settings;

    LiteLlmResource(Pipeline pipeline, HttpPublication publication, RequestTenant tenants, IngestSettings settings) {
        // What was said is dropped here, so the size of one call is limited by that of the request alone.
        var reader =
                new EventReader(settings.maxRequestBytes(), settings.accepted().maxBatchEvents());
        this.intake = new LiteLlmIntake(pipeline, reader);
        this.publication = publication;
        this.tenants = tenants;
        this.settings = settings;
    }

    /** One StandardLoggingPayload, an array of them, or one a line. */
    @POST
    @Consumes({MediaType.APPLICATION_JSON, NDJSON})
    @Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
    @RunOnVirtualThread
    @Operation(
            operationId = "acceptLiteLlmCalls",
            summary = "Accept the calls that a LiteLLM gateway logs",
            description = "For the callback `generic_api`, in each of its formats. Answers when Kafka has acknowledged "
                    + "every call. The same payload sent again changes nothing.")
    @RequestBody(
            required = true,
            description = "LiteLLM's StandardLoggingPayload, an array of them, or one a line. The header "
                    + RequestTenant.HEADER + " names the tenant.",
            content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(
            responseCode = "202",
            description = "A verdict per call",
            content = @Content(schema = @Schema(implementation = LiteLlmReceipt.class)))
    @APIResponse(
            responseCode = "400",
            description = "The body is not JSON, or names no usable tenant in its header",
            content = @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class)))
    @APIResponse(responseCode = "413", description = "The body or the batch is too large")
    @APIResponse(responseCode = "415", description = "The media type is not JSON")
    @APIResponse(responseCode = "503", description = "Kafka does not acknowledge; repeat the request")
    public Response accept(byte @Nullable [] body, @Context HttpHeaders headers) {
        byte[] received = body == null ? NOTHING : body;
        if (received.length > settings.maxRequestBytes()) {
            return Problem.response(
                    IngestError.REQUEST_TOO_LARGE,
                    "the body has " + received.length + " bytes: at most " + settings.maxRequestBytes());
        }
        try {
            var taken = intake.take(
                    new Delivery(
                            new Origin.HttpRequest(UUID.randomUUID().toString()),
                            Instant.now().truncatedTo(ChronoUnit.MICROS),
                            Map.of(),
                            received,
                            tenants.named(headers)),
                    tenants.standing());
            publication.publish(Door.LITELLM, taken.outcomes());
            var unreadable = taken.unreadable();
            if (unreadable != null) {
                return Problem.response(unreadable.error(), unreadable.event().detail());
            }
            return Response.accepted(LiteLlmReceipt.of(taken))
                    .type(MediaType.APPLICATION_JSON)
                    .build();
        } catch (Refusal refusal) {
            return Problem.response(refusal.error(), refusal.detail());
        } catch (NotPublishedException e) {
            return publication.unavailable();
        }
    }
}
