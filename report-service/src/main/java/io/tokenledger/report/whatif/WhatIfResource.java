package io.tokenledger.report.whatif;

import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.request.AnswerFormat;
import io.tokenledger.report.request.QueryParameters;
import io.tokenledger.report.sheet.SheetFile;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code POST /v1/what-if}: what the period's usage would have cost in another way. */
@Path("/v1/what-if")
@Consumes(MediaType.APPLICATION_JSON)
@Produces({MediaType.APPLICATION_JSON, AnswerFormat.CSV_TYPE, AnswerFormat.XLSX_TYPE})
public class WhatIfResource {
    private final WhatIfReader whatIf;
    private final Clock clock;

    public WhatIfResource(WhatIfReader whatIf, Clock clock) {
        this.whatIf = whatIf;
        this.clock = clock;
    }

    @POST
    @Operation(
            summary = "What usage would have cost on another model, in another tier, with other habits",
            description = "Exact: what rating each event in its new place would give. At most 50 swaps, in order; every"
                    + " request moves once.")
    @Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            example = "xlsx",
            description = "json, csv or xlsx; before Accept")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples = @ExampleObject(name = "o3 to o4-mini", value = """
                                                    {"from":"2026-10-01","to":"2026-11-01","group_by":["team"],
                                                     "swaps":[{"from":{"model":"o3"},"to":{"model":"o4-mini"},
                                                               "share":"0.9"}]}
                                                    """)))
    @APIResponse(
            responseCode = "200",
            description = "Before, after, and what it hangs on",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = WhatIfJson.class)),
                @Content(mediaType = AnswerFormat.CSV_TYPE, schema = @Schema(implementation = String.class)),
                @Content(
                        mediaType = AnswerFormat.XLSX_TYPE,
                        schema = @Schema(implementation = String.class, format = "binary"))
            })
    @APIResponse(responseCode = "default", ref = "problem")
    public Response whatIf(InputStream body, @Context UriInfo request, @Context HttpHeaders headers) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        AnswerFormat format = AnswerFormat.asked(
                parameters,
                headers.getAcceptableMediaTypes().stream()
                        .map(MediaType::toString)
                        .toList(),
                AnswerFormat.TABLES);
        parameters.refuseOthers();
        WhatIfJson answer = WhatIfJson.of(whatIf.answer(WhatIfForm.read(JsonFields.read(body), clock.instant())));
        if (format == AnswerFormat.JSON) {
            return Response.ok(answer, MediaType.APPLICATION_JSON_TYPE).build();
        }
        SheetFile file = SheetFile.of(format, WhatIfSheets.fileName(answer), WhatIfSheets.of(answer));
        return Response.ok(file.bytes(), file.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, file.disposition())
                .build();
    }
}
