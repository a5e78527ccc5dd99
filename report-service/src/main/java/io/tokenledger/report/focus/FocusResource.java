package io.tokenledger.report.focus;

import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.AnswerFormat;
import io.tokenledger.report.request.QueryParameters;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code GET /v1/focus}: the charges of periods of the books as FinOps FOCUS has them. */
@Path("/v1/focus")
public class FocusResource {
    private static final String PARQUET_TYPE = "application/vnd.apache.parquet";

    private final FocusReader focus;

    public FocusResource(FocusReader focus) {
        this.focus = focus;
    }

    @GET
    @Produces({AnswerFormat.CSV_TYPE, PARQUET_TYPE})
    @Operation(
            summary = "Charges of whole periods in the FinOps FOCUS format",
            description =
                    "A row per charge: usage of a meter on a day (UTC), contract charges, corrections, manual items,"
                            + " shared cost and markups. BilledCost adds up to what each cost centre is charged. Streamed.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @Parameter(
            name = "period",
            in = ParameterIn.QUERY,
            example = "2026-10",
            description = "Id of a period of the books")
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            example = "2026-07",
            description = "In place of period: the first period by its id or its first day")
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            example = "2026-10",
            description = "With from: the period after the last, by its id or its first day")
    @Parameter(
            name = "version",
            in = ParameterIn.QUERY,
            example = "1.3",
            description = "1.2 or 1.3, which is the default")
    @Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            example = "parquet",
            description = "csv, the default, or parquet")
    @Parameter(
            name = "cost_center",
            in = ParameterIn.QUERY,
            example = "engineering",
            description = "Only it and all below it at the end of each period; or unattributed")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content = {
                @Content(mediaType = AnswerFormat.CSV_TYPE, schema = @Schema(implementation = String.class)),
                @Content(mediaType = PARQUET_TYPE, schema = @Schema(implementation = byte[].class))
            })
    @APIResponse(responseCode = "default", ref = "problem")
    public Response export(@Context UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        FocusQuestion question = FocusQuestion.read(parameters);
        String format = parameters.single("format").orElse("csv");
        parameters.refuseOthers();
        return switch (format) {
            case "csv" ->
                answer(
                        question,
                        format,
                        AnswerFormat.CSV_TYPE + ";charset=UTF-8",
                        out -> FocusFile.csv(focus, question, out));
            case "parquet" -> answer(question, format, PARQUET_TYPE, out -> FocusFile.parquet(focus, question, out));
            default -> throw ReportError.PARAMETER_INVALID.because("format " + format + " is none of csv, parquet");
        };
    }

    private static Response answer(FocusQuestion question, String format, String mediaType, StreamingOutput file) {
        String name = "focus-" + question.version().wireName() + "-" + question.tenant() + "-" + question.from();
        String harmless = name.replaceAll("[^A-Za-z0-9._-]", "_");
        return Response.ok(file, mediaType)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + harmless + "." + format + "\"")
                .build();
    }
}
