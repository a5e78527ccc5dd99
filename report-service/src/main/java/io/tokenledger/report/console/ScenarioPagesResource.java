package io.tokenledger.report.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.report.console.ConsoleResource.Templates;
import io.tokenledger.report.intake.IntakeReader;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.ReportProblem;
import io.tokenledger.report.request.QueryParameters;
import io.tokenledger.report.scenario.BudgetOutlookReader;
import io.tokenledger.report.scenario.Scenario;
import io.tokenledger.report.scenario.ScenarioForm;
import io.tokenledger.report.scenario.ScenarioReader;
import io.tokenledger.report.scenario.ScenarioWriter;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** {@code /scenarios}: the list, one of them (the link that is shared), several side by side, and saving one. */
@Path("/scenarios")
@Produces(MediaType.TEXT_HTML)
public class ScenarioPagesResource {
    private static final String REPORT = "console";
    private static final int ROWS = 100;

    private final ScenarioReader scenarios;
    private final ScenarioWriter writer;
    private final BudgetOutlookReader outlooks;
    private final IntakeReader intake;
    private final Clock clock;

    public ScenarioPagesResource(
            ScenarioReader scenarios,
            ScenarioWriter writer,
            BudgetOutlookReader outlooks,
            IntakeReader intake,
            Clock clock) {
        this.scenarios = scenarios;
        this.writer = writer;
        this.outlooks = outlooks;
        this.intake = intake;
        this.clock = clock;
    }

    @GET
    @Operation(hidden = true)
    public Response list(@Context UriInfo request) {
        try {
            QueryParameters parameters = new QueryParameters(request.getQueryParameters()).withoutEmpty();
            String tenant = parameters.single("tenant").orElse("");
            UUID after = parameters
                    .single("cursor")
                    .map(text -> QueryParameters.uuid("cursor", text))
                    .orElse(null);
            parameters.refuseOthers();
            return ConsoleResource.html(200, Templates.scenarios(listed(tenant, after)));
        } catch (ReportProblem problem) {
            return ConsoleResource.html(
                    problem.error().httpStatus(),
                    Templates.scenarios(new ScenarioPages.Listed("", List.of(), problem.detail(), List.of(), null)));
        }
    }

    private ScenarioPages.Listed listed(String tenant, @Nullable UUID after) {
        List<Scenario> found = tenant.isEmpty() ? List.of() : scenarios.latest(tenant, true, after, ROWS + 1);
        List<Scenario> page = found.subList(0, Math.min(ROWS, found.size()));
        return new ScenarioPages.Listed(
                tenant,
                ConsoleResource.withSelected(intake.tenants(REPORT), tenant),
                null,
                page.stream().map(ScenarioViews::row).toList(),
                found.size() > ROWS
                        ? "/scenarios?tenant=" + URLEncoder.encode(tenant, StandardCharsets.UTF_8) + "&cursor="
                                + page.getLast().id()
                        : null);
    }

    @GET
    @Path("{id}")
    @Operation(hidden = true)
    public Response one(@PathParam("id") String id) {
        Instant now = clock.instant();
        Scenario scenario;
        try {
            scenario = scenarios.find(QueryParameters.uuid("id", id));
        } catch (ReportProblem problem) {
            return ConsoleResource.html(
                    problem.error().httpStatus(),
                    Templates.scenario(
                            new ScenarioPages.One(null, "", "", null, problem.detail(), null, List.of(), "")));
        }
        try {
            AnswerView answer =
                    AnswerFigures.of(scenarios.answers(List.of(scenario), now).getFirst());
            List<ScenarioPages.BudgetRow> budgets = ScenarioViews.budgets(outlooks.outlooks(scenario, now));
            return ConsoleResource.html(200, Templates.scenario(page(scenario, null, answer, budgets)));
        } catch (ReportProblem problem) {
            return ConsoleResource.html(
                    problem.error().httpStatus(),
                    Templates.scenario(page(scenario, problem.detail(), null, List.of())));
        }
    }

    private static ScenarioPages.One page(
            Scenario scenario,
            @Nullable String problem,
            @Nullable AnswerView answer,
            List<ScenarioPages.BudgetRow> budgets) {
        return new ScenarioPages.One(
                ScenarioViews.row(scenario),
                scenario.tenant(),
                scenario.note(),
                ScenarioViews.archived(scenario),
                problem,
                answer,
                budgets,
                scenario.question());
    }

    @GET
    @Path("compare")
    @Operation(hidden = true)
    public Response compare(@Context UriInfo request) {
        try {
            QueryParameters parameters = new QueryParameters(request.getQueryParameters());
            List<UUID> ids = parameters.list("id").stream()
                    .map(text -> QueryParameters.uuid("id", text))
                    .toList();
            parameters.refuseOthers();
            String xlsx = "/v1/scenarios/comparison?format=xlsx&id="
                    + ids.stream().map(UUID::toString).collect(Collectors.joining(","));
            return ConsoleResource.html(
                    200,
                    Templates.comparison(ScenarioViews.compared(scenarios.comparison(ids, clock.instant()), xlsx)));
        } catch (ReportProblem problem) {
            return ConsoleResource.html(
                    problem.error().httpStatus(),
                    Templates.comparison(new ScenarioPages.Compared(problem.detail(), List.of(), List.of(), "")));
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response save(
            @FormParam("tenant") @Nullable String tenant,
            @FormParam("name") @Nullable String name,
            @FormParam("author") @Nullable String author,
            @FormParam("note") @Nullable String note,
            @FormParam("question") @Nullable String question,
            @HeaderParam("Sec-Fetch-Site") @Nullable String site,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Host") String host) {
        try {
            OtherSites.refuse(site, origin, host, "save scenarios from this console, or by POST /v1/scenarios");
            ObjectNode body = JsonNodeFactory.instance.objectNode();
            body.put("tenant", tenant).put("name", name).put("author", author).put("note", note);
            JsonFields asked = JsonFields.parse(question == null ? "" : question);
            body.set("question", asked.copy());
            Scenario saved = writer.save(ScenarioForm.wanted(JsonFields.parse(body.toString())));
            return Response.seeOther(URI.create("/scenarios/" + saved.id())).build();
        } catch (ReportProblem problem) {
            return ConsoleResource.html(
                    problem.error().httpStatus(),
                    Templates.scenarios(new ScenarioPages.Listed("", List.of(), problem.detail(), List.of(), null)));
        }
    }
}
