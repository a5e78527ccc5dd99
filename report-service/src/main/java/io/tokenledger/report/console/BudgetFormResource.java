package io.tokenledger.report.console;

import io.tokenledger.report.budget.Budget;
import io.tokenledger.report.budget.BudgetForm;
import io.tokenledger.report.budget.BudgetReader;
import io.tokenledger.report.budget.BudgetWriter;
import io.tokenledger.report.budget.Said;
import io.tokenledger.report.console.ConsoleResource.Templates;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.problem.ReportProblem;
import io.tokenledger.report.request.QueryParameters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** {@code /budgets}: the forms that create, change and archive a budget. */
@Path("/budgets")
@Produces(MediaType.TEXT_HTML)
public class BudgetFormResource {
    private static final String INSTEAD = "change budgets from this console, or by /v1/budgets";

    private final BudgetReader budgets;
    private final BudgetWriter writer;
    private final Clock clock;

    public BudgetFormResource(BudgetReader budgets, BudgetWriter writer, Clock clock) {
        this.budgets = budgets;
        this.writer = writer;
        this.clock = clock;
    }

    @GET
    @Path("new")
    @Operation(hidden = true)
    public Response empty(@Context UriInfo request) {
        return orProblem("", () -> form(200, tenant(request), null, BudgetFields.ofNew(), null));
    }

    @GET
    @Path("{id}/edit")
    @Operation(hidden = true)
    public Response filled(@PathParam("id") String id, @Context UriInfo request) {
        return orProblem("", () -> {
            Budget budget = budgets.find(tenant(request), QueryParameters.uuid("id", id));
            UUID parent = budget.place().parent();
            String parentName = parent == null
                    ? null
                    : budgets.find(budget.tenant(), parent).name();
            return form(200, budget.tenant(), budget.id(), BudgetFields.of(budget, parentName), null);
        });
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response create(
            MultivaluedMap<String, String> form,
            @HeaderParam("Sec-Fetch-Site") @Nullable String site,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Host") String host) {
        Map<String, String> values = values(form);
        String tenant = values.getOrDefault("tenant", "");
        return orProblem(tenant, () -> {
            OtherSites.refuse(site, origin, host, INSTEAD);
            try {
                BudgetForm.Wanted wanted = BudgetForm.create(body(tenant, values), clock.instant());
                return to(writer.create(wanted.budget(), wanted.said()));
            } catch (ReportProblem problem) {
                return form(problem.error().httpStatus(), tenant, null, values, problem.detail());
            }
        });
    }

    @POST
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response change(
            @PathParam("id") String id,
            MultivaluedMap<String, String> form,
            @HeaderParam("Sec-Fetch-Site") @Nullable String site,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Host") String host) {
        Map<String, String> values = values(form);
        String tenant = values.getOrDefault("tenant", "");
        return orProblem(tenant, () -> {
            OtherSites.refuse(site, origin, host, INSTEAD);
            Budget before = budgets.find(tenant, QueryParameters.uuid("id", id));
            try {
                BudgetForm.Wanted wanted = BudgetForm.change(body(tenant, values), before, clock.instant());
                return to(writer.change(wanted.budget(), wanted.said()));
            } catch (ReportProblem problem) {
                return form(problem.error().httpStatus(), tenant, before.id(), values, problem.detail());
            }
        });
    }

    @POST
    @Path("{id}/archive")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response archive(
            @PathParam("id") String id,
            MultivaluedMap<String, String> form,
            @HeaderParam("Sec-Fetch-Site") @Nullable String site,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Host") String host) {
        Map<String, String> values = values(form);
        String tenant = values.getOrDefault("tenant", "");
        return orProblem(tenant, () -> {
            OtherSites.refuse(site, origin, host, INSTEAD);
            JsonFields said = JsonFields.parse(BudgetFields.said(values).toString());
            return to(writer.archive(
                    tenant,
                    QueryParameters.uuid("id", id),
                    null,
                    new Said(said.storableText("author", ""), said.storableText("reason"))));
        });
    }

    /** What is answered, or the page that says why there is nothing. */
    private static Response orProblem(String tenant, Supplier<Response> answer) {
        try {
            return answer.get();
        } catch (ReportProblem problem) {
            return ConsoleResource.html(
                    problem.error().httpStatus(), Templates.budget(BudgetPages.One.problem(tenant, problem.detail())));
        }
    }

    private static Response form(
            int status, String tenant, @Nullable UUID id, Map<String, String> values, @Nullable String problem) {
        return ConsoleResource.html(
                status,
                Templates.budgetForm(new BudgetFormPage(
                        id == null ? "New budget" : "Change " + values.getOrDefault("name", "a budget"),
                        tenant,
                        id == null ? "/budgets" : "/budgets/" + id,
                        id == null
                                ? "/budgets?tenant=" + BudgetViews.encoded(tenant)
                                : BudgetViews.href(tenant, id, ""),
                        id == null ? null : values.getOrDefault("revision", ""),
                        problem,
                        BudgetFields.groups(values))));
    }

    private JsonFields body(String tenant, Map<String, String> values) {
        String name = values.getOrDefault(BudgetFields.PARENT, "").strip();
        UUID parent = name.isEmpty()
                ? null
                : budgets.named(tenant, name)
                        .orElseThrow(() -> ReportError.BUDGET_PARENT_UNKNOWN.because(
                                "parent is '" + name + "': tenant '" + tenant + "' has no budget of that name"))
                        .id();
        return JsonFields.parse(BudgetFields.body(tenant, values, parent).toString());
    }

    private static Response to(Budget budget) {
        return Response.seeOther(URI.create(BudgetViews.href(budget.tenant(), budget.id(), "")))
                .build();
    }

    private static String tenant(UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = parameters.required("tenant", "budgets are one tenant's own");
        parameters.refuseOthers();
        return tenant;
    }

    private static Map<String, String> values(MultivaluedMap<String, String> form) {
        Map<String, String> values = new LinkedHashMap<>();
        form.forEach((name, given) -> values.put(name, given.isEmpty() ? "" : given.getFirst()));
        return values;
    }
}
