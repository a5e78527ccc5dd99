package io.tokenledger.report.budget;

import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.request.QueryParameters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import java.time.temporal.ChronoUnit;
import java.util.UUID;
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
    private final BudgetReader budgets;
    private final BudgetWriter writer;
    private final Clock clock;

    public BudgetResource(BudgetReader budgets, BudgetWriter writer, Clock clock) {
        this.budgets = budgets;
        this.writer = writer;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "The budgets of a tenant")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @APIResponse(
            responseCode = "200",
            description = "By name",
            content = @Content(schema = @Schema(implementation = BudgetJson.All.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public BudgetJson.All budgets(@Context UriInfo request) {
        return new BudgetJson.All(
                budgets.of(tenant(request)).stream().map(BudgetJson::of).toList());
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One budget")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @APIResponse(
            responseCode = "200",
            description = "The budget",
            content = @Content(schema = @Schema(implementation = BudgetJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public BudgetJson budget(@PathParam("id") String id, @Context UriInfo request) {
        return BudgetJson.of(budgets.find(tenant(request), QueryParameters.uuid("id", id)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Create a budget",
            description = "Of money (amount and currency) or of tokens, for each day, week, month, quarter or year of a"
                    + " zone. Thresholds and channels are kept as they are given; no alert is sent yet.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples = @ExampleObject(name = "a month", value = """
                                                    {"name":"search","tenant":"acme","scope":{"team":"search"},
                                                     "period":"month","timezone":"Europe/Berlin","amount":"1000",
                                                     "currency":"USD","thresholds":["0.5","0.8","1.0"]}
                                                    """)))
    @APIResponse(
            responseCode = "201",
            description = "The budget with its id",
            content = @Content(schema = @Schema(implementation = BudgetJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response create(InputStream body) {
        Budget budget = BudgetForm.read(
                JsonFields.read(body), UUID.randomUUID(), clock.instant().truncatedTo(ChronoUnit.MICROS));
        writer.create(budget);
        return Response.created(URI.create("/v1/budgets/" + budget.id()))
                .entity(BudgetJson.of(budget))
                .build();
    }

    private static String tenant(UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = parameters.required("tenant", "budgets are one tenant's own");
        parameters.refuseOthers();
        return tenant;
    }
}
