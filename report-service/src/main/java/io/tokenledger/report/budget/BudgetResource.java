package io.tokenledger.report.budget;

import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.ReportError;
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
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/budgets}: what tenants mean to spend. */
@Path("/v1/budgets")
@Produces(MediaType.APPLICATION_JSON)
public class BudgetResource {
    private static final String EXAMPLE = """
            {"name":"search","tenant":"acme","owner":"ann","scope":{"team":"search"},"period":"month",
             "timezone":"Europe/Berlin","amount":"1000","currency":"USD","carry_over":"none",
             "thresholds":["0.5","0.8","1.0"],"forecast_thresholds":["1.0"],"exhaustion_days":3,
             "author":"ann","reason":"plan of 2027"}
            """;

    private final BudgetReader budgets;
    private final BudgetWriter writer;
    private final Clock clock;

    public BudgetResource(BudgetReader budgets, BudgetWriter writer, Clock clock) {
        this.budgets = budgets;
        this.writer = writer;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "The budgets of a tenant, by name")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @Parameter(
            name = "filter.team",
            in = ParameterIn.QUERY,
            example = "search",
            description = "filter.<dimension>=value, repeatable: budgets whose scope names any of the values")
    @Parameter(name = "owner", in = ParameterIn.QUERY, example = "ann")
    @Parameter(name = "parent", in = ParameterIn.QUERY, description = "Those right under the budget of this id")
    @Parameter(name = "include", in = ParameterIn.QUERY, example = "archived", description = "Else they are left out")
    @Parameter(name = "limit", in = ParameterIn.QUERY, example = "50", description = "1 to 200; default 50")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = BudgetJson.Page.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public BudgetJson.Page budgets(@Context UriInfo request) {
        BudgetPage page = budgets.page(BudgetSelection.read(new QueryParameters(request.getQueryParameters())));
        return new BudgetJson.Page(page.budgets().stream().map(BudgetJson::of).toList(), page.next());
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One budget, also an archived one")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @APIResponse(
            responseCode = "200",
            description = "The budget",
            content = @Content(schema = @Schema(implementation = BudgetJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public BudgetJson budget(@PathParam("id") String id, @Context UriInfo request) {
        return BudgetJson.of(find(id, request));
    }

    @GET
    @Path("{id}/history")
    @Operation(summary = "What a budget was: every revision, from the first on, with who changed what and why")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @APIResponse(
            responseCode = "200",
            description = "All revisions",
            content = @Content(schema = @Schema(implementation = BudgetHistoryJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public BudgetHistoryJson history(@PathParam("id") String id, @Context UriInfo request) {
        Budget budget = find(id, request);
        return BudgetHistoryJson.of(budget, budgets.history(budget));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Create a budget",
            description = "Of money (amount and currency) or of tokens, for each day, week, month, quarter or year of a"
                    + " zone, or once from a day to a day (custom). from is by default the first day of the running period;"
                    + " to, which a custom one needs, is the first day that does not count any more. A child"
                    + " (parent: the id of a budget) holds nothing that its parent does not, is of the same unit and zone,"
                    + " and all children together come to no more than the parent, unless it says may_exceed_parent.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples = @ExampleObject(name = "a month", value = EXAMPLE)))
    @APIResponse(
            responseCode = "201",
            description = "The budget with its id",
            content = @Content(schema = @Schema(implementation = BudgetJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response create(InputStream body) {
        BudgetForm.Wanted wanted = BudgetForm.create(JsonFields.read(body), clock.instant());
        Budget budget = writer.create(wanted.budget(), wanted.said());
        return Response.created(URI.create("/v1/budgets/" + budget.id()))
                .entity(BudgetJson.of(budget))
                .build();
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change a budget",
            description =
                    "To what the body says, whole: what it leaves out has its default, but from stays as it is. The"
                            + " body is that of POST with the revision that it was made from, or what GET answered, edited; a"
                            + " budget that was changed since is not changed (409, budget.revision_stale).")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Object.class)))
    @APIResponse(
            responseCode = "200",
            description = "The budget, with one revision more if anything is different",
            content = @Content(schema = @Schema(implementation = BudgetJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public BudgetJson change(@PathParam("id") String id, InputStream body) {
        JsonFields fields = JsonFields.read(body);
        Budget before = budgets.find(fields.storableText("tenant"), QueryParameters.uuid("id", id));
        BudgetForm.Wanted wanted = BudgetForm.change(fields, before, clock.instant());
        return BudgetJson.of(writer.change(wanted.budget(), wanted.said()));
    }

    @DELETE
    @Path("{id}")
    @Operation(
            summary = "Archive a budget",
            description = "It is not watched any more and its name is free again; it and its history can still be read."
                    + " A budget with children is not archived.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @Parameter(name = "reason", in = ParameterIn.QUERY, required = true, example = "project is over")
    @Parameter(name = "author", in = ParameterIn.QUERY, example = "ann")
    @Parameter(name = "revision", in = ParameterIn.QUERY, description = "Only this one; else whatever it is")
    @APIResponse(
            responseCode = "200",
            description = "The budget as it stays",
            content = @Content(schema = @Schema(implementation = BudgetJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public BudgetJson archive(@PathParam("id") String id, @Context UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = parameters.required("tenant", "budgets are one tenant's own");
        parameters.required("reason", "the history keeps why a budget was archived");
        Said said = BudgetFileResource.said(parameters);
        Integer revision =
                parameters.single("revision").map(BudgetResource::revision).orElse(null);
        parameters.refuseOthers();
        return BudgetJson.of(writer.archive(tenant, QueryParameters.uuid("id", id), revision, said));
    }

    private Budget find(String id, UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = parameters.required("tenant", "budgets are one tenant's own");
        parameters.refuseOthers();
        return budgets.find(tenant, QueryParameters.uuid("id", id));
    }

    private static Integer revision(String text) {
        if (!text.matches("[1-9]\\d{0,8}")) {
            throw ReportError.PARAMETER_INVALID.because("revision " + text + " is not a whole number from 1 on");
        }
        return Integer.valueOf(text);
    }
}
