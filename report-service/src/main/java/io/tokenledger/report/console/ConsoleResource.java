package io.tokenledger.report.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.tokenledger.report.alert.AlertReader;
import io.tokenledger.report.intake.Intake;
import io.tokenledger.report.intake.IntakeQuery;
import io.tokenledger.report.intake.IntakeReader;
import io.tokenledger.report.problem.ReportProblem;
import io.tokenledger.report.request.QueryParameters;
import io.tokenledger.report.usage.UsageAnswer;
import io.tokenledger.report.usage.UsageReader;
import io.tokenledger.report.usage.UsageRow;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** {@code GET /}: the plain first page. It runs no script and fetches nothing. */
@Path("/")
public class ConsoleResource {
    private static final String REPORT = "console";
    private static final int MAX_ROWS = 10_000;
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
            + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final UsageReader usage;
    private final IntakeReader intake;
    private final AlertReader alerts;
    private final ConsoleLinks links;
    private final Clock clock;

    public ConsoleResource(
            UsageReader usage, IntakeReader intake, AlertReader alerts, ConsoleLinks links, Clock clock) {
        this.usage = usage;
        this.intake = intake;
        this.alerts = alerts;
        this.links = links;
        this.clock = clock;
    }

    /** The templates of this package, checked when the service is built. */
    @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance console(ConsolePage page);

        static native TemplateInstance whatIf(WhatIfPage page);

        static native TemplateInstance forecast(ForecastPage page);

        static native TemplateInstance scenarios(ScenarioPages.Listed page);

        static native TemplateInstance scenario(ScenarioPages.One page);

        static native TemplateInstance budgets(BudgetPages.Listed page);

        static native TemplateInstance budget(BudgetPages.One page);

        static native TemplateInstance budgetForm(BudgetFormPage page);

        static native TemplateInstance periods(PeriodPages.Listed page);

        static native TemplateInstance period(PeriodPages.One page);

        static native TemplateInstance alerts(AlertPages.Listed page);

        static native TemplateInstance alert(AlertPages.One page);

        static native TemplateInstance alertRules(RulePages.Listed page);

        static native TemplateInstance comparison(ScenarioPages.Compared page);

        static native TemplateInstance channels(ChannelPages.Listed page);

        static native TemplateInstance channel(ChannelPages.One page);
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response page(@Context UriInfo request) {
        Instant now = clock.instant();
        ConsoleSelection selection = ConsoleSelection.byDefault(now);
        try {
            selection = ConsoleSelection.read(new QueryParameters(request.getQueryParameters()), now);
            return html(200, Templates.console(filled(selection, now)));
        } catch (ReportProblem problem) {
            return html(
                    problem.error().httpStatus(),
                    Templates.console(page(selection, List.of(), problem.detail(), null, 0, now)));
        }
    }

    private ConsolePage filled(ConsoleSelection selection, Instant now) {
        ConsoleFigures figures = new ConsoleFigures(selection);
        List<List<UsageRow>> answers = usage.readTogether(REPORT, figures.questions(), MAX_ROWS).stream()
                .map(UsageAnswer::rows)
                .toList();
        Intake received = intake.read(REPORT, IntakeQuery.everReceived(selection.zone(), selection.tenants()));
        long firing = alerts.firing(selection.tenants().stream().findFirst()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return page(selection, intake.tenants(REPORT), null, figures.of(answers, received, now), firing, now);
    }

    private ConsolePage page(
            ConsoleSelection selection,
            List<String> tenants,
            @Nullable String problem,
            ConsolePage.@Nullable Figures figures,
            long firing,
            Instant now) {
        return new ConsolePage(
                selection.tenant(),
                withSelected(tenants, selection.tenant()),
                selection.month().toString(),
                ConsoleFigures.name(selection.month()),
                selection.zone().getId(),
                problem,
                figures,
                firing,
                new ConsolePage.Links(
                        links.ingestUrl().toString(),
                        links.pricingUrl().toString(),
                        selection.chargebackUrl("team,model", "json"),
                        selection.chargebackUrl("team,project,app,environment,model,service_tier", "csv"),
                        "/v1/intake?group_by=tenant,day",
                        now.truncatedTo(ChronoUnit.SECONDS).toString()));
    }

    /** The one that is selected can be chosen also where nothing was received from it. */
    static List<String> withSelected(List<String> tenants, String selected) {
        return Stream.concat(tenants.stream(), Stream.of(selected).filter(name -> !name.isEmpty()))
                .distinct()
                .toList();
    }

    /** A page of the console: it runs no script, fetches nothing, is framed by nobody and kept by nobody. */
    static Response html(int status, TemplateInstance page) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML + ";charset=UTF-8")
                .entity(page)
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-store")
                .build();
    }
}
