package io.tokenledger.report.console;

import io.tokenledger.report.console.ConsoleResource.Templates;
import io.tokenledger.report.intake.IntakeReader;
import io.tokenledger.report.outlook.OutlookReader;
import io.tokenledger.report.outlook.OutlookView;
import io.tokenledger.report.problem.ReportProblem;
import io.tokenledger.report.request.QueryParameters;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code GET /forecast}: where usage and cost are heading, drawn and in numbers. */
@Path("/forecast")
public class ForecastPageResource {
    private static final String REPORT = "console";

    private final OutlookReader outlooks;
    private final IntakeReader intake;
    private final Clock clock;

    public ForecastPageResource(OutlookReader outlooks, IntakeReader intake, Clock clock) {
        this.outlooks = outlooks;
        this.intake = intake;
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response page(@Context UriInfo request) {
        ForecastSelection form = ForecastSelection.byDefault();
        List<String> tenants = List.of();
        try {
            form = ForecastSelection.read(new QueryParameters(request.getQueryParameters()));
            tenants = ConsoleResource.withSelected(intake.tenants(REPORT), form.get("tenant"));
            ForecastPage.Answer answer =
                    ForecastPages.answer(OutlookView.of(outlooks.answer(form.question(clock.instant()))), form);
            return ConsoleResource.html(200, Templates.forecast(new ForecastPage(form, tenants, null, answer)));
        } catch (ReportProblem problem) {
            return ConsoleResource.html(
                    problem.error().httpStatus(),
                    Templates.forecast(new ForecastPage(form, tenants, problem.detail(), null)));
        }
    }
}
