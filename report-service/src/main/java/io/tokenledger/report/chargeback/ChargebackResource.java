package io.tokenledger.report.chargeback;

import io.tokenledger.report.problem.ReportError;
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
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code GET /v1/chargeback}: who pays for what. */
@Path("/v1/chargeback")
public class ChargebackResource {
    private static final String CSV = AnswerFormat.CSV_TYPE;
    private final ChargebackReader chargebacks;
    private final Clock clock;

    ChargebackResource(ChargebackReader chargebacks, Clock clock) {
        this.chargebacks = chargebacks;
        this.clock = clock;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, CSV, AnswerFormat.XLSX_TYPE})
    @Operation(
            summary = "Usage and cost of a period by any dimensions",
            description = "At most 100 000 lines. A parameter that is not known here is refused.")
    @Parameter(ref = "from")
    @Parameter(ref = "to")
    @Parameter(ref = "period")
    @Parameter(ref = "timezone")
    @Parameter(ref = "filter.team")
    @Parameter(ref = "currency")
    @Parameter(
            name = "group_by",
            in = ParameterIn.QUERY,
            example = "team,model",
            description = "Any of tenant, team, project, app, environment, user, provider, model, service_tier,"
                    + " reasoning_effort, region, cost_center, cost_center.<level>, hour, day, week, month, tag.<key>;"
                    + " none: one line")
    @Parameter(
            name = "filter.cost_center",
            in = ParameterIn.QUERY,
            description =
                    "Codes of cost centres, each with all below it; empty: what is not attributed. Needs filter.tenant")
    @Parameter(
            name = "compare_to",
            in = ParameterIn.QUERY,
            example = "previous",
            description = "previous (what lies directly before, equally long) or year (the same days a year before)")
    @Parameter(
            name = "restate_at",
            in = ParameterIn.QUERY,
            example = "2026-05-01",
            description = "Tells the same usage beside by the cost centres and rules of that day")
    @Parameter(name = "round", in = ParameterIn.QUERY, example = "2", description = "Decimal places; else exact")
    @Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            example = "csv",
            description = "json, csv or xlsx; before Accept")
    @APIResponse(
            responseCode = "200",
            description = "The chargeback",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ChargebackJson.class)),
                @Content(mediaType = CSV, schema = @Schema(implementation = String.class))
            })
    @APIResponse(responseCode = "default", ref = "problem")
    public Response chargeback(@Context UriInfo request, @Context HttpHeaders headers) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        ChargebackQuestion question = ChargebackQuestion.read(parameters, clock.instant());
        OptionalInt places = places(parameters.single("round"));
        AnswerFormat format = AnswerFormat.asked(parameters, acceptedTypes(headers), AnswerFormat.TABLES);
        parameters.refuseOthers();
        ChargebackAnswer answer = ChargebackAnswer.of(question, chargebacks.read(question), places);
        if (format == AnswerFormat.JSON) {
            return Response.ok(ChargebackJson.of(answer), MediaType.APPLICATION_JSON_TYPE)
                    .build();
        }
        SheetFile file = SheetFile.of(format, ChargebackSheets.fileName(answer), ChargebackSheets.of(answer));
        return Response.ok(file.bytes(), file.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, file.disposition())
                .build();
    }

    private static OptionalInt places(Optional<String> round) {
        if (round.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!round.get().matches("\\d|1[0-2]")) {
            throw ReportError.PARAMETER_INVALID.because("round " + round.get() + " is not a whole number from 0 to 12");
        }
        return OptionalInt.of(Integer.parseInt(round.get()));
    }

    private static List<String> acceptedTypes(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .map(MediaType::toString)
                .toList();
    }
}
