package io.tokenledger.report.recommendation;

import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.recommendation.Decision.State;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code /v1/recommendations/{id}/…}: what is decided about a recommendation. */
@Path("/v1/recommendations/{id}")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class DecisionResource {
    private final DecisionWriter decisions;

    public DecisionResource(DecisionWriter decisions) {
        this.decisions = decisions;
    }

    /** The body of a decision, for OpenAPI; {@link DecisionForm} reads it. */
    @Schema(name = "RecommendationVerdict")
    record Verdict(
            @Schema(required = true, examples = "acme") String tenant,
            @Schema(required = true, examples = "ann") String author,
            @Nullable String reason,

            @Schema(description = "Of accept: when the move begins. Default: today", examples = "2026-12-01") @Nullable
            LocalDate startsOn,

            @Schema(description = "The period that it was shown for. Default: last month") @Nullable
            String from,

            @Nullable String to,
            @Nullable String period,
            @Nullable String timezone,
            @Nullable String currency) {}

    @POST
    @Path("accept")
    @Operation(summary = "Accept: freezes the forecast, and tracks what becomes of it")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Verdict.class)))
    @APIResponse(
            responseCode = "201",
            description = "The decision",
            content = @Content(schema = @Schema(implementation = DecidedJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response accept(@PathParam("id") String id, InputStream body) {
        return decided(id, State.ACCEPTED, body);
    }

    @POST
    @Path("dismiss")
    @Operation(summary = "Dismiss: it is no longer shown")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Verdict.class)))
    @APIResponse(
            responseCode = "201",
            description = "The decision",
            content = @Content(schema = @Schema(implementation = DecidedJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response dismiss(@PathParam("id") String id, InputStream body) {
        return decided(id, State.DISMISSED, body);
    }

    @POST
    @Path("withdraw")
    @Operation(summary = "Withdraw what was decided: it is open again")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Verdict.class)))
    @APIResponse(
            responseCode = "201",
            description = "The decision",
            content = @Content(schema = @Schema(implementation = DecidedJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response withdraw(@PathParam("id") String id, InputStream body) {
        return decided(id, State.WITHDRAWN, body);
    }

    private Response decided(String id, State state, InputStream body) {
        Decision decision = decisions.decide(id, state, JsonFields.read(body));
        return Response.status(Response.Status.CREATED)
                .entity(DecidedJson.of(decision))
                .build();
    }
}
