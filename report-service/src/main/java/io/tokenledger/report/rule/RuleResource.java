package io.tokenledger.report.rule;

import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.request.QueryParameters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/alert-rules}: what is looked for beside budgets. */
@Path("/v1/alert-rules")
@Produces(MediaType.APPLICATION_JSON)
public class RuleResource {
    private final RuleReader rules;
    private final RuleWriter writer;

    public RuleResource(RuleReader rules, RuleWriter writer) {
        this.rules = rules;
        this.writer = writer;
    }

    @GET
    @Operation(summary = "The rules of a tenant that are not archived")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @APIResponse(
            responseCode = "200",
            description = "By name",
            content = @Content(schema = @Schema(implementation = RuleJson.All.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public RuleJson.All rules(@Context UriInfo request) {
        return new RuleJson.All(rules.of(tenant(request)).stream()
                .map(asked -> RuleJson.of(asked.rule()))
                .toList());
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One rule, archived or not")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @APIResponse(
            responseCode = "200",
            description = "The rule",
            content = @Content(schema = @Schema(implementation = RuleJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public RuleJson rule(@PathParam("id") String id, @Context UriInfo request) {
        return RuleJson.of(
                rules.find(tenant(request), QueryParameters.uuid("id", id)).rule());
    }

    @GET
    @Path("{id}/status")
    @Operation(summary = "What a rule said last: what it saw, why it says nothing, when it is asked again")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @APIResponse(
            responseCode = "200",
            description = "What it said",
            content = @Content(schema = @Schema(implementation = RuleJson.StatusJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public RuleJson.StatusJson status(@PathParam("id") String id, @Context UriInfo request) {
        return RuleJson.status(rules.find(tenant(request), QueryParameters.uuid("id", id)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Create a rule", description = "It is asked within some seconds.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples = {
                                @ExampleObject(name = "an unusual hour", value = """
                                        {"tenant":"acme","name":"search is unusual","kind":"spend_anomaly",
                                         "scope":{"team":["search"]},"severity":"warning",
                                         "condition":{"sensitivity":"95","min_amount":"5","currency":"USD"}}
                                        """),
                                @ExampleObject(name = "no price", value = """
                                        {"tenant":"acme","name":"prices missing","kind":"unpriced_share",
                                         "condition":{"over":"0.05","minutes":60,"min_requests":100}}
                                        """)
                            }))
    @APIResponse(
            responseCode = "201",
            description = "The rule with its id",
            content = @Content(schema = @Schema(implementation = RuleJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response create(InputStream body) {
        AlertRule rule = writer.create(JsonFields.read(body));
        return Response.created(URI.create("/v1/alert-rules/" + rule.id()))
                .entity(RuleJson.of(rule))
                .build();
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change a rule, as a whole",
            description =
                    "What is left out has its default again; tenant and kind never change. With revision: only where it"
                            + " is that one still. What fires by what was too much before is resolved.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Object.class)))
    @APIResponse(
            responseCode = "200",
            description = "The rule from now on",
            content = @Content(schema = @Schema(implementation = RuleJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public RuleJson change(@PathParam("id") String id, @Context UriInfo request, InputStream body) {
        return RuleJson.of(writer.change(tenant(request), QueryParameters.uuid("id", id), JsonFields.read(body)));
    }

    @DELETE
    @Path("{id}")
    @Operation(
            summary = "Archive a rule",
            description = "It is not looked for any more, and what fires is resolved; its alerts stay.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @APIResponse(
            responseCode = "200",
            description = "The rule",
            content = @Content(schema = @Schema(implementation = RuleJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public RuleJson archive(@PathParam("id") String id, @Context UriInfo request) {
        return RuleJson.of(writer.archive(tenant(request), QueryParameters.uuid("id", id)));
    }

    private static String tenant(UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = parameters.required("tenant", "alert rules are one tenant's own");
        parameters.refuseOthers();
        return tenant;
    }
}
