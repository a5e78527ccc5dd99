package io.tokenledger.report.watch;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.request.QueryParameters;
import io.tokenledger.report.watch.Commitments.Committed;
import io.tokenledger.report.watch.Outlooks.Outlook;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/budgets/{id}/status} and {@code /periods}: how a budget stands, and how it stood. */
@Path("/v1/budgets")
@Produces(MediaType.APPLICATION_JSON)
public class BudgetStatusResource {
    private final BudgetStatusReader statuses;
    private final Instance<Commitments> commitments;
    private final Instance<Outlooks> outlooks;
    private final Clock clock;

    public BudgetStatusResource(
            BudgetStatusReader statuses, Instance<Commitments> commitments, Instance<Outlooks> outlooks, Clock clock) {
        this.statuses = statuses;
        this.commitments = commitments;
        this.outlooks = outlooks;
        this.clock = clock;
    }

    @GET
    @Path("{id}/status")
    @Operation(
            summary = "How a budget stands",
            description =
                    "The running period: limit, spent, committed, burn rate against an even plan, forecast of its end."
                            + " As of seconds ago: as_of says of when.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @APIResponse(
            responseCode = "200",
            description = "The status",
            content = @Content(schema = @Schema(implementation = BudgetStatusJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public BudgetStatusJson status(@PathParam("id") String id, @Context UriInfo request) {
        Instant now = clock.instant();
        UUID budget = QueryParameters.uuid("id", id);
        BudgetStanding standing = statuses.standing(tenant(request), budget, now);
        return BudgetStatusJson.of(standing, committed(standing), outlook(standing));
    }

    @GET
    @Path("{id}/periods")
    @Operation(summary = "What the periods of a budget came to", description = "The latest first, at most 400.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @APIResponse(
            responseCode = "200",
            description = "The periods that were watched",
            content = @Content(schema = @Schema(implementation = BudgetPeriodsJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public BudgetPeriodsJson periods(@PathParam("id") String id, @Context UriInfo request) {
        Budget budget = statuses.budget(tenant(request), QueryParameters.uuid("id", id));
        return BudgetPeriodsJson.of(budget, statuses.periods(budget, clock.instant()));
    }

    private @Nullable Committed committed(BudgetStanding standing) {
        return commitments.isResolvable()
                ? commitments
                        .get()
                        .of(standing.budget().tenant(), standing.budget().id(), standing.now())
                : null;
    }

    private Outlook outlook(BudgetStanding standing) {
        if (standing.span() == null) {
            return new Outlooks.None("no period runs");
        }
        return outlooks.isResolvable()
                ? outlooks.get()
                        .of(
                                standing.budget().tenant(),
                                standing.budget().id(),
                                standing.span().from())
                : new Outlooks.None("this instance makes no forecasts");
    }

    private static String tenant(UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = parameters.required("tenant", "budgets are one tenant's own");
        parameters.refuseOthers();
        return tenant;
    }
}
