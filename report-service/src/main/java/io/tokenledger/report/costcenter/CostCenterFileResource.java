package io.tokenledger.report.costcenter;

import io.tokenledger.report.costcenter.OrganisationWriter.Request;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.json.JsonScalars;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/cost-centers/imports} and {@code …/export}: a tree of cost centres as a CSV file, which goes both ways. */
@Path("/v1/cost-centers")
public class CostCenterFileResource {
    private static final String CSV = "text/csv";
    private static final int LARGEST_BYTES = 5_000_000;

    private final CostCenterReader centers;
    private final OrganisationWriter writer;

    public CostCenterFileResource(CostCenterReader centers, OrganisationWriter writer) {
        this.centers = centers;
        this.writer = writer;
    }

    @POST
    @Path("imports")
    @Consumes({CSV, MediaType.TEXT_PLAIN, MediaType.APPLICATION_OCTET_STREAM})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Import a tree of cost centres from a day on",
            description =
                    "CSV in UTF-8 with the header code,name,parent,owner,currency,gl_account,view, of at most 5 MB. A"
                            + " code that is there is changed, where something differs; an empty field is one that it has not. All"
                            + " lines are taken, in any order, or none. The same file again changes nothing.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @Parameter(name = "valid_from", in = ParameterIn.QUERY, required = true, example = "2026-12-01")
    @Parameter(name = "author", in = ParameterIn.QUERY, required = true)
    @Parameter(name = "reason", in = ParameterIn.QUERY, required = true)
    @Parameter(name = "dry_run", in = ParameterIn.QUERY, example = "true", description = "true: tell, write nothing")
    @Parameter(
            name = "end_others",
            in = ParameterIn.QUERY,
            example = "true",
            description = "true: cost centres that the file does not name end on that day; else they stay")
    @RequestBody(content = @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(
            responseCode = "200",
            description = "What changes, line by line",
            content = @Content(schema = @Schema(implementation = OrganisationChangesJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public OrganisationChangesJson importFile(@Context UriInfo uri, InputStream body) {
        QueryParameters parameters = new QueryParameters(uri.getQueryParameters());
        Request request = new Request(
                storable("tenant", OrganisationParameters.tenant(parameters)),
                OrganisationParameters.date(
                        "valid_from", parameters.required("valid_from", "cost centres are so from a day on")),
                storable("author", parameters.required("author", "somebody decides it")),
                storable("reason", parameters.required("reason", "it is kept with the change")),
                OrganisationParameters.flag(parameters, "dry_run"));
        boolean endOthers = OrganisationParameters.flag(parameters, "end_others");
        parameters.refuseOthers();
        List<JsonFields> lines = CostCenterCsv.lines(text(body));
        OrganisationPlan plan = writer.change(
                request,
                book -> CostCenterCsv.wishes(
                        lines,
                        book,
                        endOthers,
                        book.organisation()
                                .centers(Organisation.start(
                                        request.validFrom(), book.settings().zone()))));
        return OrganisationChangesJson.of(request, plan);
    }

    @GET
    @Path("export")
    @Produces(CSV)
    @Operation(
            summary = "The cost centres of a tenant as a file",
            description = "As they are at a time, in the form of POST /v1/cost-centers/imports.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @Parameter(name = "at", in = ParameterIn.QUERY, example = "2026-11-01", description = "Default now")
    @APIResponse(
            responseCode = "200",
            description = "Each before those below it",
            content = @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response export(@Context UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = OrganisationParameters.tenant(parameters);
        String at = parameters.single("at").orElse(null);
        parameters.refuseOthers();
        return Response.ok(CostCenterCsv.text(centers.tree(tenant, at)), CSV + ";charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"cost-centers.csv\"")
                .build();
    }

    private static String text(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(LARGEST_BYTES + 1);
            if (bytes.length > LARGEST_BYTES) {
                throw ReportError.BODY_TOO_LARGE.because("the file has more than " + LARGEST_BYTES + " bytes");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ReportError.FILE_INVALID.because("the file is not UTF-8", e);
        } catch (IOException e) {
            throw ReportError.REQUEST_INVALID.because("the body ended before it was read", e);
        }
    }

    private static String storable(String name, String text) {
        if (!JsonScalars.isStorable(text)) {
            throw ReportError.PARAMETER_INVALID.because(
                    name + " has 1 to 500 characters that are not all blank, and no control character");
        }
        return text.strip();
    }
}
