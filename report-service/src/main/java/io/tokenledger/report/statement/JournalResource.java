package io.tokenledger.report.statement;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code GET /v1/journal-entries}: a closed period for the general ledger. */
@Path("/v1/journal-entries")
public class JournalResource {
    private final StatementReader statements;

    public JournalResource(StatementReader statements) {
        this.statements = statements;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, AnswerFormat.CSV_TYPE, AnswerFormat.XLSX_TYPE})
    @Operation(
            summary = "What the general ledger books for a closed period",
            description =
                    "An entry for every final statement of a cost centre that is charged: its account is debited, the"
                            + " clearing account credited, and the other way round for credits. Markup and rounding are bookings"
                            + " of their own. Debits and credits of an entry, and of a currency, add up to the same.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @Parameter(
            name = "period",
            in = ParameterIn.QUERY,
            required = true,
            example = "2026-10",
            description = "Id of a closed period")
    @Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            example = "csv",
            description = "json, csv or xlsx; before Accept")
    @APIResponse(
            responseCode = "200",
            description = "The journal",
            content = @Content(schema = @Schema(implementation = JournalJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response journal(@Context UriInfo request, @Context HttpHeaders headers) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = parameters.required("tenant", "a journal is one tenant's own");
        String period = parameters.required("period", "a journal is of one closed period");
        AnswerFormat format = AnswerFormat.asked(parameters, StatementResource.accepted(headers), AnswerFormat.TABLES);
        parameters.refuseOthers();
        Journal journal = Journal.of(tenant, period, statements.finals(tenant, period));
        if (format == AnswerFormat.JSON) {
            return Response.ok(JournalJson.of(journal), MediaType.APPLICATION_JSON_TYPE)
                    .build();
        }
        SheetFile file = SheetFile.of(format, "journal-" + journal.period(), JournalSheets.of(journal));
        return Response.ok(file.bytes(), file.mediaType())
                .header(HttpHeaders.CONTENT_DISPOSITION, file.disposition())
                .build();
    }
}
