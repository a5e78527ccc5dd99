package io.tokenledger.report.drift;

import io.tokenledger.report.request.AnswerFormat;
import io.tokenledger.report.request.QueryParameters;
import io.tokenledger.report.sheet.SheetFile;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code GET /v1/drift}: where providers count more tokens than the text has, and what that costs. */
@Path("/v1/drift")
public class DriftResource {
    private static final String CSV = AnswerFormat.CSV_TYPE;

    private final DriftReader drift;
    private final Clock clock;

    DriftResource(DriftReader drift, Clock clock) {
        this.drift = drift;
        this.clock = clock;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, CSV, AnswerFormat.XLSX_TYPE})
    @Operation(
            summary = "What providers counted beside what the text counts",
            description = "Of requests whose content came with them and whose provider counted, too. A line per group,"
                    + " side and provenance of the text's count. At most 100 000 lines.")
    @Parameter(ref = "from")
    @Parameter(ref = "to")
    @Parameter(ref = "period")
    @Parameter(ref = "timezone")
    @Parameter(ref = "filter.team")
    @Parameter(
            name = "group_by",
            in = ParameterIn.QUERY,
            example = "provider,model,day",
            description = "Any of tenant, team, project, app, environment, provider, model, service_tier,"
                    + " reasoning_effort, region, hour, day, week, month; default provider,model,day")
    @Parameter(
            name = "provenance",
            in = ParameterIn.QUERY,
            example = "counted",
            description = "counted (by the model's own tokenizer), estimated (by another), or all; default all")
    @Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            example = "csv",
            description = "json, csv or xlsx; before Accept")
    @APIResponse(
            responseCode = "200",
            description = "The drift",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = DriftJson.class)),
                @Content(mediaType = CSV, schema = @Schema(implementation = String.class))
            })
    @APIResponse(responseCode = "default", ref = "problem")
    public Response drift(@Context UriInfo request, @Context HttpHeaders headers) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        DriftQuestion question = DriftQuestion.read(parameters, clock.instant());
        AnswerFormat format = AnswerFormat.asked(parameters, acceptedTypes(headers), AnswerFormat.TABLES);
        parameters.refuseOthers();
        List<DriftLine> lines = drift.read(question);
        if (format == AnswerFormat.JSON) {
            return Response.ok(DriftJson.of(question, lines), MediaType.APPLICATION_JSON_TYPE)
                    .build();
        }
        SheetFile file = SheetFile.of(format, DriftSheets.fileName(question), DriftSheets.of(question, lines));
        return Response.ok(file.bytes(), file.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, file.disposition())
                .build();
    }

    private static List<String> acceptedTypes(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .map(MediaType::toString)
                .toList();
    }
}
