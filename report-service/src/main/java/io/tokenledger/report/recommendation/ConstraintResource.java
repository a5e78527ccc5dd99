package io.tokenledger.report.recommendation;

import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.request.QueryParameters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/recommendation-constraints}: what a tenant allows. */
@Path("/v1/recommendation-constraints")
@Produces(MediaType.APPLICATION_JSON)
public class ConstraintResource {
    private final RecommendationReader recommendations;
    private final ConstraintWriter writer;

    public ConstraintResource(RecommendationReader recommendations, ConstraintWriter writer) {
        this.recommendations = recommendations;
        this.writer = writer;
    }

    @GET
    @Operation(summary = "What a tenant allows", description = "Version 0: it never said anything, so everything.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @APIResponse(
            responseCode = "200",
            description = "What counts",
            content = @Content(schema = @Schema(implementation = ConstraintsJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public ConstraintsJson constraints(@Context UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = RecommendationForm.tenant(parameters);
        parameters.refuseOthers();
        return ConstraintsJson.of(recommendations.constraints(tenant));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "State what a tenant allows",
            description = "As a whole: what is left out is no longer restricted. Earlier versions are kept.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ConstraintsJson.class)))
    @APIResponse(
            responseCode = "200",
            description = "What counts from now on",
            content = @Content(schema = @Schema(implementation = ConstraintsJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public ConstraintsJson state(InputStream body) {
        return ConstraintsJson.of(writer.state(JsonFields.read(body)));
    }
}
