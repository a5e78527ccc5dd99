package io.tokenledger.report.reconciliation;

import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.AnswerFormat;
import io.tokenledger.report.request.QueryParameters;
import io.tokenledger.report.sheet.SheetFile;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/reconciliations}: what vendors bill beside what the ledger holds. */
@Path("/v1/reconciliations")
@Produces(MediaType.APPLICATION_JSON)
public class ReconciliationResource {
    private static final int MOST_OF_A_PAGE = 200;
    private static final int MOST_ROWS_OF_A_FILE = 50_000;
    private static final String USUAL_PAGE = "50";
    static final String WHOSE = "reconciliations are one tenant's own";

    private final ReconciliationReader reconciliations;
    private final ComparisonWriter comparisons;

    public ReconciliationResource(ReconciliationReader reconciliations, ComparisonWriter comparisons) {
        this.reconciliations = reconciliations;
        this.comparisons = comparisons;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Compare bills with the ledger",
            description =
                    "By day (UTC), model and line, and by project where projects says which of the ledger's projects"
                            + " those of the vendor are. from is the first day, to the day after the last one. What came"
                            + " of it is kept; to compare again makes another.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples =
                                    @ExampleObject(
                                            name = "October",
                                            value =
                                                    "{\"tenant\":\"acme\",\"provider\":\"openai\",\"from\":\"2026-10-01\",\"to\":\"2026-11-01\"}")))
    @APIResponse(
            responseCode = "201",
            description = "What came of it",
            content = @Content(schema = @Schema(implementation = ReconciliationJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response compare(InputStream body) {
        Reconciliation run = comparisons.compare(ReconciliationForm.question(JsonFields.read(body)));
        return Response.created(URI.create("/v1/reconciliations/" + run.id()))
                .entity(reconciliations.one(run.tenant(), run.id()))
                .build();
    }

    @GET
    @Operation(summary = "The comparisons of a tenant, the latest first")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @Parameter(name = "provider", in = ParameterIn.QUERY, example = "openai")
    @Parameter(name = "limit", in = ParameterIn.QUERY, example = "50", description = "1 to 200; default 50")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = ReconciliationJson.Page.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public ReconciliationJson.Page all(@Context UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = parameters.required("tenant", WHOSE);
        String provider = parameters.single("provider").orElse(null);
        int limit = limit(parameters);
        UUID after = parameters
                .single("cursor")
                .map(text -> QueryParameters.uuid("cursor", text))
                .orElse(null);
        parameters.refuseOthers();
        List<ReconciliationJson> found = reconciliations.latest(tenant, provider, after, limit + 1);
        List<ReconciliationJson> page = found.subList(0, Math.min(limit, found.size()));
        return new ReconciliationJson.Page(
                page, found.size() > limit ? page.getLast().id() : null);
    }

    @GET
    @Path("{id}")
    @Produces({MediaType.APPLICATION_JSON, AnswerFormat.CSV_TYPE, AnswerFormat.XLSX_TYPE})
    @Operation(
            summary = "One comparison",
            description = "As CSV and XLSX with all of its rows, at most 50 000 of them.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            example = "xlsx",
            description = "json, csv or xlsx; before Accept")
    @APIResponse(
            responseCode = "200",
            description = "The comparison",
            content = @Content(schema = @Schema(implementation = ReconciliationJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response one(@PathParam("id") String id, @Context UriInfo request, @Context HttpHeaders headers) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = parameters.required("tenant", WHOSE);
        List<String> accepted = headers.getAcceptableMediaTypes().stream()
                .map(MediaType::toString)
                .toList();
        AnswerFormat format = AnswerFormat.asked(parameters, accepted, AnswerFormat.TABLES);
        parameters.refuseOthers();
        UUID key = QueryParameters.uuid("id", id);
        ReconciliationJson run = reconciliations.one(tenant, key);
        if (format == AnswerFormat.JSON) {
            return Response.ok(run, MediaType.APPLICATION_JSON_TYPE).build();
        }
        List<PartRowJson> rows = reconciliations.rows(tenant, key, null, 0, MOST_ROWS_OF_A_FILE + 1);
        if (rows.size() > MOST_ROWS_OF_A_FILE) {
            throw ReportError.RESULT_TOO_LARGE.because(
                    "a file holds at most " + MOST_ROWS_OF_A_FILE + " rows: read them by /rows, in pages");
        }
        SheetFile file = SheetFile.of(format, ReconciliationSheets.fileName(run), ReconciliationSheets.of(run, rows));
        return Response.ok(file.bytes(), file.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, file.disposition())
                .build();
    }

    /** How many a page holds. */
    static int limit(QueryParameters parameters) {
        String text = parameters.single("limit").orElse(USUAL_PAGE);
        if (!text.matches("[1-9]\\d{0,2}") || Integer.parseInt(text) > MOST_OF_A_PAGE) {
            throw ReportError.PARAMETER_INVALID.because(
                    "limit " + text + " is not a whole number from 1 to " + MOST_OF_A_PAGE);
        }
        return Integer.parseInt(text);
    }
}
