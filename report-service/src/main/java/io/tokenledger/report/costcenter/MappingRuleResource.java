package io.tokenledger.report.costcenter;

import io.tokenledger.report.costcenter.OrganisationChange.Kind;
import io.tokenledger.report.costcenter.OrganisationWriter.Request;
import io.tokenledger.report.json.JsonFields;
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
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/mapping-rules}: which cost centre usage belongs to, from day to day. */
@Path("/v1/mapping-rules")
@Produces(MediaType.APPLICATION_JSON)
public class MappingRuleResource {
    private final MappingRuleReader rules;
    private final OrganisationWriter writer;

    public MappingRuleResource(MappingRuleReader rules, OrganisationWriter writer) {
        this.rules = rules;
        this.writer = writer;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Create a mapping rule",
            description =
                    "From a day on, in the zone of the tenant's books. Without a position it comes behind all others."
                            + " Conditions look at team, project, app, environment, user, key (the tag api_key) or tag.<key>."
                            + " The cost centre is there on all days of the rule. Refused for a day of closed books.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples = @ExampleObject(name = "by team", value = """
                                                    {"tenant":"acme","position":10,
                                                     "conditions":{"team":["search","ranking-*"],"environment":["prod"]},
                                                     "cost_center":"search","valid_from":"2026-11-01",
                                                     "author":"ann","reason":"as agreed with search"}
                                                    """)))
    @APIResponse(
            responseCode = "201",
            description = "The rule as it begins",
            content = @Content(schema = @Schema(implementation = MappingRuleJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response create(InputStream stream) {
        JsonFields body =
                JsonFields.read(stream).onlyOf(MappingRuleForm.fieldsAnd("tenant", "valid_from", "author", "reason"));
        Request request = OrganisationForm.request(body, "valid_from");
        OrganisationPlan plan =
                writer.change(request, book -> List.of(MappingRuleForm.created(body, MappingRuleForm.free(book))));
        UUID id = UUID.fromString(plan.changes().getFirst().subject());
        return Response.created(URI.create("/v1/mapping-rules/" + id))
                .entity(MappingRuleReader.on(plan.after(), id, request.validFrom()))
                .build();
    }

    @GET
    @Operation(summary = "The rules of a tenant in the order in which they are asked")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @Parameter(
            name = "at",
            in = ParameterIn.QUERY,
            example = "2026-11-01",
            description = "A date in the zone of the books, or an instant; default now")
    @Parameter(name = "limit", in = ParameterIn.QUERY, example = "200", description = "1 to 1000; default 200")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before, with the same at")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = MappingRuleJson.Page.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public MappingRuleJson.Page list(@Context UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = OrganisationParameters.tenant(parameters);
        String at = parameters.single("at").orElse(null);
        int limit = OrganisationParameters.limit(parameters);
        String cursor = parameters.single("cursor").orElse(null);
        parameters.refuseOthers();
        return rules.page(tenant, at, cursor, limit);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One rule with its history")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @Parameter(name = "at", in = ParameterIn.QUERY, example = "2026-11-01", description = "Default now")
    @APIResponse(
            responseCode = "200",
            description = "As it is, was, and is going to be",
            content = @Content(schema = @Schema(implementation = MappingRuleJson.History.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public MappingRuleJson.History one(@PathParam("id") String id, @Context UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = OrganisationParameters.tenant(parameters);
        String at = parameters.single("at").orElse(null);
        parameters.refuseOthers();
        return rules.history(tenant, QueryParameters.uuid("id", id), at);
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change a rule from a day on",
            description =
                    "Fields that are not named stay as they are. What was before that day stays as it was. A day before"
                            + " its first begins it earlier; the very day of its end takes the end back. Refused for a day of"
                            + " closed books.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples = @ExampleObject(name = "elsewhere", value = """
                                                    {"tenant":"acme","cost_center":"product","valid_from":"2026-12-01",
                                                     "author":"ann","reason":"re-organisation"}
                                                    """)))
    @APIResponse(
            responseCode = "200",
            description = "The rule on that day",
            content = @Content(schema = @Schema(implementation = MappingRuleJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public MappingRuleJson change(@PathParam("id") String text, InputStream stream) {
        UUID id = QueryParameters.uuid("id", text);
        JsonFields body =
                JsonFields.read(stream).onlyOf(MappingRuleForm.fieldsAnd("tenant", "valid_from", "author", "reason"));
        Request request = OrganisationForm.request(body, "valid_from");
        OrganisationPlan plan = writer.change(request, _ -> List.of(MappingRuleForm.changed(id, body)));
        return MappingRuleReader.on(plan.after(), id, request.validFrom());
    }

    @POST
    @Path("{id}/end")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "End a rule",
            description =
                    "valid_until is the first day on which it is not asked any more. Ended on its first day it never"
                            + " was. Refused for a day of closed books.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples = @ExampleObject(name = "over", value = """
                                                    {"tenant":"acme","valid_until":"2027-01-01","author":"ann",
                                                     "reason":"no longer needed"}
                                                    """)))
    @APIResponse(
            responseCode = "200",
            description = "The rule with its history",
            content = @Content(schema = @Schema(implementation = MappingRuleJson.History.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public MappingRuleJson.History end(@PathParam("id") String text, InputStream stream) {
        UUID id = QueryParameters.uuid("id", text);
        JsonFields body = JsonFields.read(stream).onlyOf("tenant", "valid_until", "author", "reason");
        Request request = OrganisationForm.request(body, "valid_until");
        OrganisationPlan plan = writer.change(request, _ -> List.of(Wish.end(Kind.MAPPING_RULE, id.toString())));
        return rules.history(plan.after(), id, null);
    }
}
