package io.tokenledger.report.scenario;

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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code GET /v1/scenarios/comparison}: scenarios side by side. */
@Path("/v1/scenarios/comparison")
public class ScenarioComparisonResource {
    private final ScenarioReader scenarios;
    private final Clock clock;

    public ScenarioComparisonResource(ScenarioReader scenarios, Clock clock) {
        this.scenarios = scenarios;
        this.clock = clock;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, AnswerFormat.CSV_TYPE, AnswerFormat.XLSX_TYPE})
    @Operation(
            summary = "Two to ten scenarios of one tenant, all asked again at once",
            description = "Where their periods, currencies, prices or usage differ, differences says so.")
    @Parameter(
            name = "id",
            in = ParameterIn.QUERY,
            required = true,
            description = "Repeated, or separated by commas; 2 to 10",
            example = "3f0c5a52-6d0e-4c57-9a52-0f8f1c0a7b11,8b8e7f0a-3f6f-4f7e-8a55-1d1f6a1f2c3d")
    @Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            example = "xlsx",
            description = "json, csv or xlsx; before Accept")
    @APIResponse(
            responseCode = "200",
            description = "The comparison",
            content = @Content(schema = @Schema(implementation = ScenarioComparison.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response comparison(@Context UriInfo request, @Context HttpHeaders headers) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        List<UUID> ids = parameters.list("id").stream()
                .map(text -> QueryParameters.uuid("id", text))
                .toList();
        AnswerFormat format = AnswerFormat.asked(
                parameters,
                headers.getAcceptableMediaTypes().stream()
                        .map(MediaType::toString)
                        .toList(),
                AnswerFormat.TABLES);
        parameters.refuseOthers();
        ScenarioComparison comparison = scenarios.comparison(ids, clock.instant());
        if (format == AnswerFormat.JSON) {
            return Response.ok(comparison, MediaType.APPLICATION_JSON_TYPE).build();
        }
        SheetFile file = SheetFile.of(format, ComparisonSheets.FILE_NAME, ComparisonSheets.of(comparison));
        return Response.ok(file.bytes(), file.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, file.disposition())
                .build();
    }
}
