package io.tokenledger.report.outlook;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code GET /v1/forecast}: where the selection of a chargeback is heading. */
@Path("/v1/forecast")
public class OutlookResource {
    private final OutlookReader outlooks;
    private final Clock clock;

    public OutlookResource(OutlookReader outlooks, Clock clock) {
        this.outlooks = outlooks;
        this.clock = clock;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, AnswerFormat.CSV_TYPE, AnswerFormat.XLSX_TYPE})
    @Operation(
            summary = "Usage and cost to come, with intervals, and the end of the period",
            description =
                    "Requests and tokens of each model are forecast, then priced by what the price book knows of the"
                            + " time to come. At most 3 000 series (groups times models), up to 12 months ahead.")
    @Parameter(
            name = "tenant",
            in = ParameterIn.QUERY,
            example = "acme",
            description = "Short for filter.tenant; none: all tenants")
    @Parameter(
            name = "horizon",
            in = ParameterIn.QUERY,
            example = "rest_of_quarter",
            description =
                    "rest_of_month (default), rest_of_quarter, rest_of_year, a number of days (30d) or hours (48h, with"
                            + " step=hour) of which the running one is the first, or a date, its first moment")
    @Parameter(name = "step", in = ParameterIn.QUERY, example = "day", description = "day (default) or hour")
    @Parameter(
            name = "from",
            in = ParameterIn.QUERY,
            example = "2026-06-01",
            description = "First date of the history. Default: 182 days ago, for hours 28")
    @Parameter(
            name = "group_by",
            in = ParameterIn.QUERY,
            example = "team",
            description = "As for chargeback, without hour, day, week and month; none: the whole alone")
    @Parameter(
            name = "at",
            in = ParameterIn.QUERY,
            example = "2026-11-01T00:00:00Z",
            description = "As it would have been said then, from what was used until then and the prices known now."
                    + " Default: now")
    @Parameter(ref = "timezone")
    @Parameter(ref = "filter.team")
    @Parameter(ref = "currency")
    @Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            example = "xlsx",
            description = "json, csv or xlsx; before Accept")
    @APIResponse(
            responseCode = "200",
            description = "History, forecast, intervals, and what moves the cost",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = OutlookJson.class)),
                @Content(mediaType = AnswerFormat.CSV_TYPE, schema = @Schema(implementation = String.class)),
                @Content(
                        mediaType = AnswerFormat.XLSX_TYPE,
                        schema = @Schema(implementation = String.class, format = "binary"))
            })
    @APIResponse(responseCode = "default", ref = "problem")
    public Response forecast(@Context UriInfo request, @Context HttpHeaders headers) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        OutlookQuestion question = OutlookParameters.read(parameters, clock.instant());
        AnswerFormat format = AnswerFormat.asked(
                parameters,
                headers.getAcceptableMediaTypes().stream()
                        .map(MediaType::toString)
                        .toList(),
                AnswerFormat.TABLES);
        parameters.refuseOthers();
        OutlookJson answer = OutlookView.of(outlooks.answer(question));
        if (format == AnswerFormat.JSON) {
            return Response.ok(answer, MediaType.APPLICATION_JSON_TYPE).build();
        }
        SheetFile file = SheetFile.of(format, OutlookSheets.fileName(answer), OutlookSheets.of(answer));
        return Response.ok(file.bytes(), file.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, file.disposition())
                .build();
    }
}
