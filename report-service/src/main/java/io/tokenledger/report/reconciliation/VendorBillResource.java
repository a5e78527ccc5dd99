package io.tokenledger.report.reconciliation;

import io.tokenledger.report.json.JsonScalars;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/vendor-bills}: what vendors bill. */
@Path("/v1/vendor-bills")
@Produces(MediaType.APPLICATION_JSON)
public class VendorBillResource {
    private final BillImportWriter imports;
    private final VendorBillReader bills;

    public VendorBillResource(BillImportWriter imports, VendorBillReader bills) {
        this.imports = imports;
        this.bills = bills;
    }

    @POST
    @Path("imports")
    @Consumes({MediaType.APPLICATION_JSON, "text/csv", MediaType.TEXT_PLAIN, MediaType.APPLICATION_OCTET_STREAM})
    @Operation(
            summary = "Import what a vendor bills",
            description =
                    "Pages of the vendor's API as they were fetched (one, several behind one another, or an array), or"
                            + " CSV in UTF-8 with a header; at most 50 000 lines of model usage, others are skipped and"
                            + " counted. The same again changes nothing: a line is known by all that it is about. One that"
                            + " says another amount is refused: a corrected bill is sent whole, with a higher revision,"
                            + " which then counts.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            required = true,
            example = "openai_costs",
            description = "openai_costs, openai_usage, anthropic_costs, anthropic_usage, aws_cur, azure_costs,"
                    + " gcp_billing, csv")
    @Parameter(
            name = "provider",
            in = ParameterIn.QUERY,
            example = "openai",
            description = "As events name it. Default: by the format; of csv it has to be said")
    @Parameter(
            name = "bill_id",
            in = ParameterIn.QUERY,
            example = "INV-2026-10",
            description = "Default: a bill per month, named after format and month, e.g. openai_costs/2026-10")
    @Parameter(name = "revision", in = ParameterIn.QUERY, example = "2", description = "1 to 9999; default 1")
    @Parameter(
            name = "part",
            in = ParameterIn.QUERY,
            example = "2",
            description = "Which part of the bill the file is, where it comes in several files whose lines have no ids")
    @Parameter(name = "dry_run", in = ParameterIn.QUERY, example = "true", description = "true: tell, write nothing")
    @Parameter(name = "author", in = ParameterIn.QUERY, description = "Who imports it")
    @Parameter(
            name = "column.amount",
            in = ParameterIn.QUERY,
            example = "Cost",
            description = "Of csv: which column holds the amount; so with day, line_item, model, meter, service_tier,"
                    + " project, quantity, currency, kind (cost or credit), line_id")
    @Parameter(
            name = "currency",
            in = ParameterIn.QUERY,
            example = "USD",
            description = "Of csv: of amounts without a column of currencies")
    @Parameter(
            name = "quantity_unit",
            in = ParameterIn.QUERY,
            example = "1000",
            description = "Of csv: how many units of the meter one of the quantity is; default 1")
    @RequestBody(content = @Content(schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(
            responseCode = "200",
            description = "What came of each line",
            content = @Content(schema = @Schema(implementation = BillImportJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public BillImportJson importFile(@Context UriInfo request, InputStream body) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = storable("tenant", parameters.required("tenant", "bills are one tenant's own"));
        BillFormat format = BillFormat.named(parameters.required("format", "it says how the file is to be read"));
        String provider = parameters.single("provider").orElse(format.provider());
        if (provider == null) {
            throw ReportError.PARAMETER_INVALID.because("provider is missing: a csv does not say whose bill it is");
        }
        var asked = new BillImport.Asked(
                tenant,
                storable("provider", provider),
                format,
                parameters
                        .single("bill_id")
                        .map(text -> storable("bill_id", text))
                        .orElse(null),
                revision(parameters.single("revision").orElse("1")),
                parameters.single("part").map(text -> storable("part", text)).orElse(""),
                parameters
                        .single("author")
                        .map(text -> storable("author", text))
                        .orElse(""));
        boolean dryRun = flag(parameters.single("dry_run").orElse("false"));
        PlainCsvBill plain = format == BillFormat.CSV ? plain(parameters) : PlainCsvBill.NONE;
        parameters.refuseOthers();
        return imports.take(asked, plain, body, dryRun);
    }

    @GET
    @Operation(
            summary = "The bills of a tenant, the latest first",
            description = "Of each bill the revision that counts; at most 1000.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @Parameter(name = "provider", in = ParameterIn.QUERY, example = "openai")
    @APIResponse(
            responseCode = "200",
            description = "The bills",
            content = @Content(schema = @Schema(implementation = VendorBillJson.All.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public VendorBillJson.All bills(@Context UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = parameters.required("tenant", "bills are one tenant's own");
        String provider = parameters.single("provider").orElse(null);
        parameters.refuseOthers();
        return new VendorBillJson.All(bills.latest(tenant, provider));
    }

    private static PlainCsvBill plain(QueryParameters parameters) {
        Map<String, String> columns = parameters.startingWith("column.").entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> one(each.getKey(), each.getValue())));
        return new PlainCsvBill(
                columns,
                parameters.single("currency").map(VendorBillResource::currency).orElse(null),
                unit(parameters.single("quantity_unit").orElse("1")));
    }

    private static String one(String field, List<String> values) {
        if (values.size() != 1 || values.getFirst().isBlank()) {
            throw ReportError.PARAMETER_INVALID.because("column." + field + " names one column");
        }
        return values.getFirst();
    }

    private static String currency(String text) {
        try {
            return VendorRow.currency(text);
        } catch (BillFault fault) {
            throw ReportError.CURRENCY_INVALID.because(fault.why(), fault);
        }
    }

    private static BigDecimal unit(String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw ReportError.PARAMETER_INVALID.because(
                    "quantity_unit " + text + " is not a whole number from 1 to 999999999");
        }
        return new BigDecimal(text);
    }

    private static int revision(String text) {
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw ReportError.PARAMETER_INVALID.because("revision " + text + " is not a whole number from 1 to 9999");
        }
        return Integer.parseInt(text);
    }

    private static boolean flag(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw ReportError.PARAMETER_INVALID.because("dry_run is '" + text + "': true or false is expected");
        }
        return text.equals("true");
    }

    private static String storable(String name, String text) {
        if (!JsonScalars.isStorable(text)) {
            throw ReportError.PARAMETER_INVALID.because(
                    name + " has 1 to 500 characters that are not all blank, and no control character");
        }
        return text;
    }
}
