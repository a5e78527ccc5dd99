package io.tokenledger.report.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.report.closing.ClosingWriter;
import io.tokenledger.report.closing.PeriodCloseWriter;
import io.tokenledger.report.closing.PeriodForm;
import io.tokenledger.report.closing.PeriodJson;
import io.tokenledger.report.closing.PeriodReader;
import io.tokenledger.report.console.ConsoleResource.Templates;
import io.tokenledger.report.intake.IntakeReader;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.problem.ReportProblem;
import io.tokenledger.report.request.QueryParameters;
import io.tokenledger.report.statement.StatementReader;
import io.tokenledger.report.statement.StatementSelection;
import io.tokenledger.report.statement.StoredStatement;
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
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

/** {@code /periods}: how the books stand, month by month; looking at a month, beginning to close it, and closing it. */
@Path("/periods")
@Produces(MediaType.TEXT_HTML)
public class PeriodPagesResource {
    private static final String REPORT = "console";
    private static final int MOST_STATEMENTS = 200;

    private final PeriodReader periods;
    private final ClosingWriter closing;
    private final PeriodCloseWriter close;
    private final StatementReader statements;
    private final IntakeReader intake;

    public PeriodPagesResource(
            PeriodReader periods,
            ClosingWriter closing,
            PeriodCloseWriter close,
            StatementReader statements,
            IntakeReader intake) {
        this.periods = periods;
        this.closing = closing;
        this.close = close;
        this.statements = statements;
        this.intake = intake;
    }

    @GET
    @Operation(hidden = true)
    public Response list(@Context UriInfo request) {
        try {
            QueryParameters parameters = new QueryParameters(request.getQueryParameters()).withoutEmpty();
            List<String> tenants = intake.tenants(REPORT);
            String tenant = parameters.single("tenant").orElse(tenants.size() == 1 ? tenants.getFirst() : "");
            parameters.refuseOthers();
            List<PeriodJson> found = tenant.isEmpty() ? List.of() : periods.latest(tenant);
            return ConsoleResource.html(
                    200,
                    Templates.periods(new PeriodPages.Listed(
                            tenant,
                            ConsoleResource.withSelected(tenants, tenant),
                            null,
                            found.stream().map(PeriodViews::row).toList())));
        } catch (ReportProblem problem) {
            return ConsoleResource.html(
                    problem.error().httpStatus(),
                    Templates.periods(new PeriodPages.Listed("", List.of(), problem.detail(), List.of())));
        }
    }

    @GET
    @Path("{id}")
    @Operation(hidden = true)
    public Response one(@PathParam("id") String id, @Context UriInfo request) {
        return shown("", id, () -> {
            QueryParameters parameters = new QueryParameters(request.getQueryParameters()).withoutEmpty();
            String tenant = parameters.required("tenant", "periods are one tenant's own");
            parameters.refuseOthers();
            return ConsoleResource.html(200, Templates.period(page(tenant, id, null)));
        });
    }

    private PeriodPages.One page(String tenant, String id, @Nullable String problem) {
        PeriodJson period = periods.one(tenant, id);
        return new PeriodPages.One(
                PeriodViews.row(period),
                tenant,
                problem,
                PeriodViews.checks(period),
                statements(tenant, period).stream().map(PeriodViews::statement).toList(),
                PeriodViews.journal(period));
    }

    /** The final ones of a closed period; while it is closing, the drafts that were written last. */
    private List<StoredStatement> statements(String tenant, PeriodJson period) {
        PeriodJson.TotalJson total = period.statements();
        if (total == null) {
            return List.of();
        }
        var status = StoredStatement.Status.valueOf(total.status().toUpperCase(Locale.ROOT));
        List<StoredStatement> all = statements.page(
                new StatementSelection(tenant, period.id(), null, status, null, MOST_STATEMENTS), MOST_STATEMENTS);
        return all.stream()
                .filter(statement -> all.stream()
                        .noneMatch(other -> other.costCenter().equals(statement.costCenter())
                                && other.version() > statement.version()))
                .toList();
    }

    /** Begins, looks again, cancels or closes. */
    @POST
    @Path("{id}/{decision}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response decide(
            @PathParam("id") String id,
            @PathParam("decision") String decision,
            @FormParam("tenant") @Nullable String tenant,
            @FormParam("author") @Nullable String author,
            @FormParam("reason") @Nullable String reason,
            @FormParam("override_reason") @Nullable String overrideReason,
            @HeaderParam("Sec-Fetch-Site") @Nullable String site,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam("Host") String host) {
        String whose = tenant == null ? "" : tenant;
        return shown(whose, id, () -> {
            OtherSites.refuse(site, origin, host, "use this console, or /v1/periods");
            ObjectNode said =
                    JsonNodeFactory.instance.objectNode().put("author", author).put("reason", reason);
            if (overrideReason != null && !overrideReason.isBlank()) {
                said.put("override_reason", overrideReason);
            }
            decide(decision, whose, id, JsonFields.parse(said.toString()));
            return Response.seeOther(URI.create("/periods/" + encoded(id) + "?tenant=" + encoded(whose)))
                    .build();
        });
    }

    private void decide(String decision, String tenant, String id, JsonFields said) {
        switch (decision) {
            case "closing" -> closing.begin(tenant, id, PeriodForm.decision(said));
            case "cancellation" -> closing.cancel(tenant, id, PeriodForm.decision(said));
            case "close" -> close.close(tenant, id, PeriodForm.close(said));
            default ->
                throw ReportError.PARAMETER_INVALID.because(
                        "'" + decision + "' is none of closing, cancellation, close");
        }
    }

    /** The page, or the same with what was wrong where the period is there. */
    private Response shown(String tenant, String id, Supplier<Response> page) {
        try {
            return page.get();
        } catch (ReportProblem problem) {
            return ConsoleResource.html(
                    problem.error().httpStatus(), Templates.period(afterProblem(tenant, id, problem.detail())));
        }
    }

    private PeriodPages.One afterProblem(String tenant, String id, String detail) {
        if (!tenant.isEmpty()) {
            try {
                return page(tenant, id, detail);
            } catch (ReportProblem noSuchPeriod) {
                return nothing(detail + "; " + noSuchPeriod.detail());
            }
        }
        return nothing(detail);
    }

    private static PeriodPages.One nothing(String detail) {
        return new PeriodPages.One(null, "", detail, List.of(), List.of(), List.of());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
