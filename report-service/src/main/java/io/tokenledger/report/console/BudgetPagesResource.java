package io.tokenledger.report.console;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.budget.BudgetHistoryJson;
import io.tokenledger.report.budget.BudgetPage;
import io.tokenledger.report.budget.BudgetReader;
import io.tokenledger.report.budget.BudgetSelection;
import io.tokenledger.report.console.ConsoleResource.Templates;
import io.tokenledger.report.intake.IntakeReader;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.problem.ReportProblem;
import io.tokenledger.report.request.QueryParameters;
import io.tokenledger.report.watch.Outlooks;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** {@code /budgets}: the list, and one of them. */
@Path("/budgets")
@Produces(MediaType.TEXT_HTML)
public class BudgetPagesResource {
    private static final String REPORT = "console";

    private final BudgetReader budgets;
    private final BudgetStatesReader states;
    private final IntakeReader intake;
    private final Outlooks outlooks;
    private final Clock clock;

    public BudgetPagesResource(
            BudgetReader budgets, BudgetStatesReader states, IntakeReader intake, Outlooks outlooks, Clock clock) {
        this.outlooks = outlooks;
        this.budgets = budgets;
        this.states = states;
        this.intake = intake;
        this.clock = clock;
    }

    @GET
    @Operation(hidden = true)
    public Response list(@Context UriInfo request) {
        try {
            QueryParameters parameters = new QueryParameters(request.getQueryParameters()).withoutEmpty();
            String tenant = parameters.single("tenant").orElse("");
            boolean alsoArchived = parameters
                    .single("include")
                    .map(BudgetPagesResource::archived)
                    .orElse(false);
            UUID after = parameters
                    .single("cursor")
                    .map(text -> QueryParameters.uuid("cursor", text))
                    .orElse(null);
            parameters.refuseOthers();
            return ConsoleResource.html(200, Templates.budgets(listed(tenant, alsoArchived, after)));
        } catch (ReportProblem problem) {
            return ConsoleResource.html(
                    problem.error().httpStatus(),
                    Templates.budgets(new BudgetPages.Listed("", List.of(), problem.detail(), List.of(), null, null)));
        }
    }

    private BudgetPages.Listed listed(String tenant, boolean alsoArchived, @Nullable UUID after) {
        List<String> tenants = ConsoleResource.withSelected(
                Stream.concat(intake.tenants(REPORT).stream(), budgets.tenants().stream())
                        .distinct()
                        .sorted()
                        .toList(),
                tenant);
        if (tenant.isEmpty()) {
            return new BudgetPages.Listed(tenant, tenants, null, List.of(), null, null);
        }
        BudgetPage page = budgets.page(
                BudgetSelection.of(tenant).withArchived(alsoArchived).behind(after));
        String of = "/budgets?tenant=" + BudgetViews.encoded(tenant);
        return new BudgetPages.Listed(
                tenant,
                tenants,
                null,
                rows(tenant, page.budgets()),
                page.next() == null ? null : of + (alsoArchived ? "&include=archived" : "") + "&cursor=" + page.next(),
                new BudgetPages.Links(
                        "/budgets/new?tenant=" + BudgetViews.encoded(tenant),
                        of + "&include=archived",
                        "/v1/budgets/export?tenant=" + BudgetViews.encoded(tenant),
                        "/v1" + of));
    }

    private List<BudgetPages.Row> rows(String tenant, List<Budget> of) {
        Instant now = clock.instant();
        Map<UUID, BudgetState> running = states.running(tenant, of, now);
        return of.stream()
                .map(budget ->
                        BudgetViews.row(budget, budget.archivedAt() == null ? running.get(budget.id()) : null, now))
                .toList();
    }

    @GET
    @Path("{id}")
    @Operation(hidden = true)
    public Response one(@PathParam("id") String id, @Context UriInfo request) {
        String tenant = "";
        try {
            QueryParameters parameters = new QueryParameters(request.getQueryParameters());
            tenant = parameters.required("tenant", "budgets are one tenant's own");
            parameters.refuseOthers();
            return ConsoleResource.html(
                    200, Templates.budget(page(budgets.find(tenant, QueryParameters.uuid("id", id)))));
        } catch (ReportProblem problem) {
            return ConsoleResource.html(
                    problem.error().httpStatus(), Templates.budget(BudgetPages.One.problem(tenant, problem.detail())));
        }
    }

    private BudgetPages.One page(Budget budget) {
        Instant now = clock.instant();
        List<BudgetState> periods = states.of(budget);
        BudgetState running = periods.stream()
                .filter(state -> !state.from().isAfter(now) && state.to().isAfter(now))
                .findFirst()
                .orElse(null);
        UUID parent = budget.place().parent();
        BudgetPage children = budgets.page(BudgetSelection.of(budget.tenant()).under(budget.id()));
        return new BudgetPages.One(
                BudgetViews.row(budget, budget.archivedAt() == null ? running : null, now),
                budget.tenant(),
                null,
                BudgetViews.facts(budget, parent == null ? null : budgets.find(budget.tenant(), parent)),
                running == null || budget.archivedAt() != null
                        ? null
                        : BudgetExpectation.of(
                                budget, running, outlooks.of(budget.tenant(), budget.id(), running.from())),
                periods.stream()
                        .map(state -> BudgetViews.usage(budget, state, now))
                        .toList(),
                BudgetViews.thresholds(budget, running),
                rows(budget.tenant(), children.budgets()),
                BudgetViews.history(BudgetHistoryJson.of(budget, budgets.history(budget))),
                BudgetViews.links(budget));
    }

    private static boolean archived(String include) {
        if (!include.equals("archived")) {
            throw ReportError.PARAMETER_INVALID.because("include " + include + " is not archived");
        }
        return true;
    }
}
