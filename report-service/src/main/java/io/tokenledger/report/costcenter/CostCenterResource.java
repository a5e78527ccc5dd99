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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/cost-centers}: who pays, as a tree, from day to day. */
@Path("/v1/cost-centers")
@Produces(MediaType.APPLICATION_JSON)
public class CostCenterResource {
    private final CostCenterReader centers;
    private final OrganisationWriter writer;

    public CostCenterResource(CostCenterReader centers, OrganisationWriter writer) {
        this.centers = centers;
        this.writer = writer;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Create a cost centre",
            description =
                    "From a day on, in the zone of the tenant's books. Its code is given once for ever. The one above"
                            + " it (parent) is there on all of its days. Refused for a day of closed books.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples = @ExampleObject(name = "a team", value = """
                                                    {"tenant":"acme","code":"search","name":"Search","parent":"engineering",
                                                     "owner":"ann","currency":"EUR","gl_account":"6400","view":"chargeback",
                                                     "valid_from":"2026-11-01","author":"ann","reason":"new team"}
                                                    """)))
    @APIResponse(
            responseCode = "201",
            description = "The cost centre as it begins",
            content = @Content(schema = @Schema(implementation = CostCenterJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response create(InputStream stream) {
        JsonFields body = JsonFields.read(stream)
                .onlyOf(CostCenterForm.fieldsAnd("tenant", "code", "valid_from", "author", "reason"));
        Request request = OrganisationForm.request(body, "valid_from");
        Wish wish = CostCenterForm.created(body);
        OrganisationPlan plan = writer.change(request, _ -> List.of(wish));
        return Response.created(URI.create("/v1/cost-centers/" + wish.subject()))
                .entity(CostCenterReader.on(plan.after(), wish.subject(), request.validFrom()))
                .build();
    }

    @GET
    @Operation(summary = "The cost centres of a tenant as a tree", description = "Each before those below it, by code.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @Parameter(
            name = "at",
            in = ParameterIn.QUERY,
            example = "2026-11-01",
            description = "A date in the zone of the books, or an instant; default now")
    @Parameter(name = "under", in = ParameterIn.QUERY, example = "engineering", description = "It and all below it")
    @Parameter(name = "limit", in = ParameterIn.QUERY, example = "200", description = "1 to 1000; default 200")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before, with the same at")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = CostCenterJson.Page.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public CostCenterJson.Page list(@Context UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = OrganisationParameters.tenant(parameters);
        String at = parameters.single("at").orElse(null);
        String under = parameters.single("under").orElse(null);
        int limit = OrganisationParameters.limit(parameters);
        String cursor = parameters.single("cursor").orElse(null);
        parameters.refuseOthers();
        return centers.page(tenant, at, under, cursor, limit);
    }

    @GET
    @Path("{code}")
    @Operation(summary = "One cost centre with its history")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @Parameter(name = "at", in = ParameterIn.QUERY, example = "2026-11-01", description = "Default now")
    @APIResponse(
            responseCode = "200",
            description = "As it is, was, and is going to be",
            content = @Content(schema = @Schema(implementation = CostCenterJson.History.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public CostCenterJson.History one(@PathParam("code") String code, @Context UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = OrganisationParameters.tenant(parameters);
        String at = parameters.single("at").orElse(null);
        parameters.refuseOthers();
        return centers.history(tenant, code, at);
    }

    @PUT
    @Path("{code}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change a cost centre from a day on",
            description =
                    "Fields that are not named stay as they are, null clears one. What was before that day stays as it"
                            + " was, and what is planned for later days stays planned. A day before its first begins it earlier; the"
                            + " very day of its end takes the end back. Refused for a day of closed books.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples = @ExampleObject(name = "moved", value = """
                                                    {"tenant":"acme","parent":"product","valid_from":"2026-12-01",
                                                     "author":"ann","reason":"re-organisation"}
                                                    """)))
    @APIResponse(
            responseCode = "200",
            description = "The cost centre on that day",
            content = @Content(schema = @Schema(implementation = CostCenterJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public CostCenterJson change(@PathParam("code") String code, InputStream stream) {
        JsonFields body =
                JsonFields.read(stream).onlyOf(CostCenterForm.fieldsAnd("tenant", "valid_from", "author", "reason"));
        Request request = OrganisationForm.request(body, "valid_from");
        OrganisationPlan plan = writer.change(request, _ -> List.of(CostCenterForm.changed(code, body)));
        return CostCenterReader.on(plan.after(), code, request.validFrom());
    }

    @POST
    @Path("{code}/end")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "End a cost centre",
            description =
                    "valid_until is the first day on which it is not there any more. Nothing may be below it, and no"
                            + " rule may lead to it, from that day on. Ended on its first day it never was. Refused for a day of"
                            + " closed books.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples = @ExampleObject(name = "over", value = """
                                                    {"tenant":"acme","valid_until":"2027-01-01","author":"ann",
                                                     "reason":"team is dissolved"}
                                                    """)))
    @APIResponse(
            responseCode = "200",
            description = "The cost centre with its history",
            content = @Content(schema = @Schema(implementation = CostCenterJson.History.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public CostCenterJson.History end(@PathParam("code") String code, InputStream stream) {
        JsonFields body = JsonFields.read(stream).onlyOf("tenant", "valid_until", "author", "reason");
        Request request = OrganisationForm.request(body, "valid_until");
        OrganisationPlan plan = writer.change(request, _ -> List.of(Wish.end(Kind.COST_CENTER, code)));
        return centers.history(plan.after(), code, null);
    }
}
