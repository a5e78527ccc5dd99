package io.tokenledger.report.scenario;

import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.request.QueryParameters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/scenarios/{id}/budgets}: what a budget would come to if usage moved on that day. */
@Path("/v1/scenarios/{id}/budgets")
@Produces(MediaType.APPLICATION_JSON)
public class ScenarioBudgetResource {
    private final ScenarioReader scenarios;
    private final ScenarioWriter writer;
    private final BudgetOutlookReader outlooks;
    private final Clock clock;

    public ScenarioBudgetResource(
            ScenarioReader scenarios, ScenarioWriter writer, BudgetOutlookReader outlooks, Clock clock) {
        this.scenarios = scenarios;
        this.writer = writer;
        this.outlooks = outlooks;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "What the budgets would come to if usage moved as the scenario says",
            description = "The period that holds move_on: what the ledger has of it, and the days to come by a forecast"
                    + " over the last weeks of the budget's scope, replayed at the prices of now, without the move and"
                    + " with it from that day on.")
    @APIResponse(
            responseCode = "200",
            description = "Every budget that the scenario is held against",
            content = @Content(schema = @Schema(implementation = ScenarioBudgetsJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public ScenarioBudgetsJson held(@PathParam("id") String id) {
        return outlooks.outlooks(scenarios.find(QueryParameters.uuid("id", id)), clock.instant());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Hold a scenario against a budget",
            description = "A budget of money of the same tenant; another day for the same budget counts from then on.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples = @ExampleObject(name = "with the year", value = """
                                                    {"budget_id":"3f0c5a52-6d0e-4c57-9a52-0f8f1c0a7b11",
                                                     "move_on":"2027-01-01"}
                                                    """)))
    @APIResponse(
            responseCode = "201",
            description = "Every budget that the scenario is held against",
            content = @Content(schema = @Schema(implementation = ScenarioBudgetsJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response hold(@PathParam("id") String id, InputStream body) {
        Instant now = clock.instant();
        Scenario scenario = scenarios.find(QueryParameters.uuid("id", id));
        ScenarioForm.Attaching attaching = ScenarioForm.attaching(JsonFields.read(body));
        outlooks.check(scenario, attaching, now);
        writer.attach(scenario, attaching);
        return Response.status(Response.Status.CREATED)
                .entity(outlooks.outlooks(scenario, now))
                .build();
    }
}
