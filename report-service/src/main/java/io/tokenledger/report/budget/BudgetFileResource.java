package io.tokenledger.report.budget;

import io.tokenledger.report.budget.BudgetImportFile.Line;
import io.tokenledger.report.budget.BudgetImportJson.LineJson;
import io.tokenledger.report.json.JsonScalars;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/budgets/imports} and {@code /v1/budgets/export}: budgets as a CSV file, which goes both ways. */
@Path("/v1/budgets")
public class BudgetFileResource {
    private static final String CSV = "text/csv";

    private final BudgetReader budgets;
    private final BudgetImportWriter writer;

    public BudgetFileResource(BudgetReader budgets, BudgetImportWriter writer) {
        this.budgets = budgets;
        this.writer = writer;
    }

    @POST
    @Path("imports")
    @Consumes({CSV, MediaType.TEXT_PLAIN, MediaType.APPLICATION_OCTET_STREAM})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Import a file of budgets",
            description = "CSV in UTF-8 with a header, at most 20 000 budgets. Columns: name (required), owner, period,"
                    + " timezone, from, to, amount, currency, tokens, carry_over, parent (the name of a budget, which comes"
                    + " before its children), may_exceed_parent, thresholds, forecast_thresholds, exhaustion_days,"
                    + " channels, scope.<dimension>. Several values in a field are separated by semicolons; \\- is not"
                    + " attributed. A budget is known by its name: one that is there is changed, where something differs;"
                    + " a column that the file does not have leaves it as it is. A line that is refused changes nothing,"
                    + " the others are written; the same file again changes nothing.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @Parameter(name = "dry_run", in = ParameterIn.QUERY, example = "true", description = "true: tell, write nothing")
    @Parameter(name = "author", in = ParameterIn.QUERY, description = "Who changes them, for their history")
    @Parameter(name = "reason", in = ParameterIn.QUERY, description = "Why")
    @RequestBody(content = @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(
            responseCode = "200",
            description = "What came of each line",
            content = @Content(schema = @Schema(implementation = BudgetImportJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public BudgetImportJson importFile(@Context UriInfo request, InputStream body) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = said(parameters.required("tenant", "budgets are one tenant's own"), "tenant");
        boolean dryRun = dryRun(parameters.single("dry_run").orElse("false"));
        Said said = said(parameters);
        parameters.refuseOthers();
        List<LineJson> told = new ArrayList<>();
        if (dryRun) {
            List<Line> all = new ArrayList<>(); // one transaction, so that a line sees those before it
            BudgetImportFile.read(body, all::addAll);
            told.addAll(writer.rehearse(tenant, said, all));
        } else {
            BudgetImportFile.read(body, lines -> told.addAll(writer.write(tenant, said, lines)));
        }
        return BudgetImportJson.of(dryRun, told);
    }

    @GET
    @Path("export")
    @Produces(CSV)
    @Operation(
            summary = "The budgets of a tenant as a file",
            description = "Those that are not archived, in the form of POST /v1/budgets/imports.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @APIResponse(
            responseCode = "200",
            description = "Parents before their children",
            content = @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response export(@Context UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = parameters.required("tenant", "budgets are one tenant's own");
        parameters.refuseOthers();
        return Response.ok(BudgetCsv.text(budgets.of(tenant)), CSV + ";charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"budgets.csv\"")
                .build();
    }

    /** Who says it and why, from the parameters of a request. */
    static Said said(QueryParameters parameters) {
        return new Said(
                parameters.single("author").map(text -> said(text, "author")).orElse(""),
                parameters.single("reason").map(text -> said(text, "reason")).orElse(""));
    }

    private static String said(String text, String name) {
        if (!JsonScalars.isStorable(text)) {
            throw ReportError.PARAMETER_INVALID.because(
                    name + " has 1 to 500 characters that are not all blank, and no control character");
        }
        return text.strip();
    }

    private static boolean dryRun(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw ReportError.PARAMETER_INVALID.because("dry_run is '" + text + "': true or false is expected");
        }
        return text.equals("true");
    }
}
