package io.tokenledger.report.guard;

import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/budgets/check}: whether there is room for what is about to be used. Waits on no thread. */
@Path("/v1/budgets")
@Produces(MediaType.APPLICATION_JSON)
public class GuardResource {
    private final GuardWriter guard;
    private final GuardSettings settings;

    public GuardResource(GuardWriter guard, GuardSettings settings) {
        this.guard = guard;
        this.settings = settings;
    }

    @POST
    @Path("check")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Ask whether the budgets have room, and hold it",
            description = "Advice for gateways, before a request goes to a provider. Every budget whose scope holds the"
                    + " attribution is asked; one that denies is enough. Room is held until it expires or is released. What"
                    + " is used is recorded whether or not anybody asked here.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples = @ExampleObject(name = "a request to o4-mini", value = """
                                                    {"tenant":"acme",
                                                     "attribution":{"team":"search","app":"ranker","tags":{"feature":"ask"}},
                                                     "estimate":{"provider":"openai","model":"o4-mini",
                                                                 "usage":{"input_tokens":1200,"output_tokens":800}},
                                                     "reserve_seconds":60,"request_id":"8c6f","unknown_cost":"allow"}
                                                    """)))
    @APIResponse(
            responseCode = "200",
            description = "Allowed or not, and by which budgets",
            content = @Content(schema = @Schema(implementation = CheckAnswerJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public CompletionStage<String> check(String body) {
        return guard.check(
                CheckForm.read(JsonFields.parse(body), settings.reserveSeconds(), settings.mostReserveSeconds()));
    }

    @DELETE
    @Path("reservations/{id}")
    @Operation(summary = "Release what is held, at once: it was not used")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @APIResponse(responseCode = "204", description = "Released, now or before")
    @APIResponse(responseCode = "default", ref = "problem")
    public CompletionStage<Response> release(@PathParam("id") String id, @Context UriInfo request) {
        return release(id, request, false);
    }

    @POST
    @Path("reservations/{id}/settle")
    @Operation(
            summary = "Release what is held, because the usage was recorded",
            description = "It is held for a few seconds more, until the budgets have heard of the usage.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @APIResponse(responseCode = "204", description = "Released, now or before")
    @APIResponse(responseCode = "default", ref = "problem")
    public CompletionStage<Response> settle(@PathParam("id") String id, @Context UriInfo request) {
        return release(id, request, true);
    }

    private CompletionStage<Response> release(String id, UriInfo request, boolean used) {
        var parameters = new QueryParameters(request.getQueryParameters());
        String tenant = parameters.required("tenant", "reservations are one tenant's own");
        parameters.refuseOthers();
        return guard.release(new Release(tenant, QueryParameters.uuid("id", id), used))
                .thenApply(known -> {
                    if (!known) {
                        throw ReportError.RESERVATION_UNKNOWN.because(
                                "tenant '" + tenant + "' has no reservation " + id + ", or it has expired");
                    }
                    return Response.noContent().build();
                });
    }
}
