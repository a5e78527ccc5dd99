package io.tokenledger.report.console;

import io.tokenledger.report.console.ConsoleResource.Templates;
import io.tokenledger.report.intake.IntakeReader;
import io.tokenledger.report.problem.ReportProblem;
import io.tokenledger.report.request.QueryParameters;
import io.tokenledger.report.rule.RuleJson;
import io.tokenledger.report.rule.RuleReader;
import io.tokenledger.report.rule.RuleWriter;
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
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** {@code /alert-rules}: what is looked for beside budgets, what it saw last, and forms that create and archive. */
@Path("/alert-rules")
@Produces(MediaType.TEXT_HTML)
public class RulePagesResource {
    private static final String REPORT = "console";
    private static final String INSTEAD = "change rules from this console, or by /v1/alert-rules";

    private final RuleReader rules;
    private final RuleWriter writer;
    private final IntakeReader intake;

    public RulePagesResource(RuleReader rules, RuleWriter writer, IntakeReader intake) {
        this.rules = rules;
        this.writer = writer;
        this.intake = intake;
    }

    @GET
    @Operation(hidden = true)
    public Response list(@Context UriInfo request) {
        try {
            QueryParameters parameters = new QueryParameters(request.getQueryParameters()).withoutEmpty();
            String tenant = parameters.single("tenant").orElse("");
            parameters.refuseOthers();
            return shown(tenant, 200, null);
        } catch (ReportProblem problem) {
            return failed("", problem);
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response create(
            MultivaluedMap<String, String> form,
            @HeaderParam("Sec-Fetch-Site") @Nullable String site,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Host") String host) {
        Map<String, String> values = new LinkedHashMap<>();
        form.forEach((name, given) -> values.put(name, given.isEmpty() ? "" : given.getFirst()));
        String tenant = values.getOrDefault("tenant", "");
        try {
            OtherSites.refuse(site, origin, host, INSTEAD);
            writer.create(RuleFields.body(values.getOrDefault("kind", ""), values));
            return Response.seeOther(list(tenant)).build();
        } catch (ReportProblem problem) {
            return failed(tenant, problem);
        }
    }

    @POST
    @Path("{id}/archive")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response archive(
            @PathParam("id") String id,
            @FormParam("tenant") @Nullable String tenant,
            @HeaderParam("Sec-Fetch-Site") @Nullable String site,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Host") String host) {
        String whose = tenant == null ? "" : tenant;
        try {
            OtherSites.refuse(site, origin, host, INSTEAD);
            writer.archive(whose, QueryParameters.uuid("id", id));
            return Response.seeOther(list(whose)).build();
        } catch (ReportProblem problem) {
            return failed(whose, problem);
        }
    }

    private static URI list(String tenant) {
        return URI.create("/alert-rules?tenant=" + BudgetViews.encoded(tenant));
    }

    private Response failed(String tenant, ReportProblem problem) {
        return shown(tenant, problem.error().httpStatus(), problem.detail());
    }

    private Response shown(String tenant, int status, @Nullable String problem) {
        List<RulePages.Row> rows = tenant.isEmpty()
                ? List.of()
                : rules.of(tenant).stream().map(RulePagesResource::row).toList();
        return ConsoleResource.html(
                status,
                Templates.alertRules(new RulePages.Listed(
                        tenant,
                        ConsoleResource.withSelected(intake.tenants(REPORT), tenant),
                        problem,
                        rows,
                        RuleFields.forms())));
    }

    private static RulePages.Row row(RuleReader.Asked asked) {
        RuleJson rule = RuleJson.of(asked.rule());
        RuleJson.StatusJson status = RuleJson.status(asked);
        return new RulePages.Row(
                rule.id().toString(),
                rule.name(),
                AlertViews.words(rule.kind()),
                rule.scope().isEmpty()
                        ? "all"
                        : rule.scope().entrySet().stream()
                                .map(part -> part.getKey() + " " + String.join(" or ", part.getValue()))
                                .collect(Collectors.joining(", ")),
                rule.condition().entrySet().stream()
                        .map(part -> AlertViews.words(part.getKey()) + " " + part.getValue())
                        .collect(Collectors.joining(", ")),
                rule.severity(),
                AlertViews.words(status.outcome()),
                status.said(),
                status.nextAt() == null ? "" : AlertViews.time(status.nextAt()));
    }
}
