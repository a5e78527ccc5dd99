package io.tokenledger.report.allocation;

import io.tokenledger.report.request.QueryParameters;
import jakarta.ws.rs.Consumes;
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
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/allocation-rules}: who bears shared cost. */
@Path("/v1/allocation-rules")
@Produces(MediaType.APPLICATION_JSON)
public class AllocationRuleResource {
    private final RuleReader rules;
    private final AllocationRuleWriter writer;

    public AllocationRuleResource(RuleReader rules, AllocationRuleWriter writer) {
        this.rules = rules;
        this.writer = writer;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Make a rule that passes shared cost on",
            description =
                    "From a day on that is not closed; a period goes by the rules that are in force on its last day.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples = @ExampleObject(name = "a platform team", value = """
                                                    {"tenant":"acme","name":"platform team","position":10,
                                                     "origin":"cost_center/platform","to":["products"],
                                                     "method":"direct_cost","valid_from":"2026-10-01",
                                                     "author":"ann","reason":"agreed with the units"}
                                                    """)))
    @APIResponse(
            responseCode = "201",
            description = "The rule with its id",
            content = @Content(schema = @Schema(implementation = AllocationRuleJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response create(InputStream body) {
        AllocationRule rule = writer.create(body);
        return Response.created(URI.create("/v1/allocation-rules/" + rule.id()))
                .entity(AllocationRuleJson.of(rule))
                .build();
    }

    @GET
    @Operation(summary = "The rules of a tenant that are in force on a day, in their order")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @Parameter(
            name = "at",
            in = ParameterIn.QUERY,
            example = "2026-10-31",
            description = "Default: today in the zone of the books")
    @APIResponse(
            responseCode = "200",
            description = "The rules",
            content = @Content(schema = @Schema(implementation = AllocationRuleJson.InForce.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public AllocationRuleJson.InForce rules(@Context UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = parameters.required("tenant", "rules are one tenant's own");
        LocalDate at = CostCenterCostsQuestion.day(parameters, "at");
        parameters.refuseOthers();
        return rules.allocation(tenant, at);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "All versions of a rule")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @APIResponse(
            responseCode = "200",
            description = "The versions, the first one first",
            content = @Content(schema = @Schema(implementation = AllocationRuleJson.History.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public AllocationRuleJson.History versions(@PathParam("id") String id, @Context UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = parameters.required("tenant", "rules are one tenant's own");
        parameters.refuseOthers();
        return rules.allocation(tenant, QueryParameters.uuid("id", id));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change a rule from a day on",
            description =
                    "The whole rule, with the version that it was made from. From valid_from on it takes the place of all"
                            + " that was said before; until then the rule stays as it was.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Object.class)))
    @APIResponse(
            responseCode = "200",
            description = "The new version",
            content = @Content(schema = @Schema(implementation = AllocationRuleJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public AllocationRuleJson change(@PathParam("id") String id, InputStream body) {
        return AllocationRuleJson.of(writer.change(QueryParameters.uuid("id", id), body));
    }

    @POST
    @Path("{id}/end")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "End a rule on a day", description = "That day is the first on which it is not in force.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples = @ExampleObject(name = "when and why", value = """
                                                    {"tenant":"acme","version":1,"valid_until":"2026-12-01","author":"ann",
                                                     "reason":"no longer shared"}
                                                    """)))
    @APIResponse(
            responseCode = "200",
            description = "The version that ends it",
            content = @Content(schema = @Schema(implementation = AllocationRuleJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public AllocationRuleJson end(@PathParam("id") String id, InputStream body) {
        return AllocationRuleJson.of(writer.end(QueryParameters.uuid("id", id), body));
    }
}
