package io.tokenledger.report.accounting;

import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.request.QueryParameters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/accounting-settings}: how a tenant keeps its books. */
@Path("/v1/accounting-settings")
@Produces(MediaType.APPLICATION_JSON)
public class AccountingSettingsResource {
    private static final int MOST_VERSIONS = 200;

    private final LedgerViews database;
    private final AccountingSettingsWriter writer;

    public AccountingSettingsResource(LedgerViews database, AccountingSettingsWriter writer) {
        this.database = database;
        this.writer = writer;
    }

    @GET
    @Operation(
            summary = "How a tenant keeps its books",
            description = "Zone, currency, calendar and what a period must pass before it is closed; with the last 200"
                    + " versions, the latest first. A tenant that has said nothing has months in UTC and dollars.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @APIResponse(
            responseCode = "200",
            description = "The settings in force, and the versions",
            content = @Content(schema = @Schema(implementation = AccountingSettingsJson.History.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public AccountingSettingsJson.History settings(@Context UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = parameters.required("tenant", "books are one tenant's own");
        parameters.refuseOthers();
        List<AccountingSettingsJson> versions = database.read(
                "accounting_settings",
                connection -> AccountingSettingsTable.latest(connection, tenant, MOST_VERSIONS).stream()
                        .map(AccountingSettingsJson::of)
                        .toList());
        return new AccountingSettingsJson.History(
                versions.isEmpty() ? AccountingSettingsJson.standard(tenant) : versions.getFirst(), versions);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Set how a tenant keeps its books, as a whole",
            description = "What is left out has its default again. A new version; those before are kept. With version:"
                    + " only where it is the latest one still. timezone, currency, calendar and fiscal_year_start stay as"
                    + " they are once a period is being closed.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = Object.class),
                            examples = @ExampleObject(name = "euros from April", value = """
                                    {"tenant":"acme","timezone":"Europe/Berlin","currency":"EUR","calendar":"months",
                                     "fiscal_year_start":4,"two_persons":true,
                                     "limits":{"unpriced":"0","unattributed":"0.05"},
                                     "accounts":{"expense":"6540","clearing":"1590"},
                                     "author":"ann","reason":"books begin in October"}
                                    """)))
    @APIResponse(
            responseCode = "200",
            description = "The settings from now on",
            content = @Content(schema = @Schema(implementation = AccountingSettingsJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public AccountingSettingsJson set(@Context UriInfo request, InputStream body) {
        new QueryParameters(request.getQueryParameters()).refuseOthers();
        return AccountingSettingsJson.of(writer.set(AccountingSettingsForm.read(JsonFields.read(body))));
    }
}
