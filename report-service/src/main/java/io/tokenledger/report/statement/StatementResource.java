package io.tokenledger.report.statement;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.tokenledger.report.pdf.PdfFile;
import io.tokenledger.report.request.AnswerFormat;
import io.tokenledger.report.request.QueryParameters;
import io.tokenledger.report.sheet.SheetFile;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/statements}: what cost centres are charged or shown. */
@Path("/v1/statements")
@Produces(MediaType.APPLICATION_JSON)
public class StatementResource {
    private static final List<AnswerFormat> FORMATS = List.of(AnswerFormat.values());

    private final StatementReader statements;

    public StatementResource(StatementReader statements) {
        this.statements = statements;
    }

    /** The template of this package, checked when the service is built. */
    @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    static final class Templates {
        private Templates() {}

        static native TemplateInstance statement(StatementPage page);
    }

    @GET
    @Operation(
            summary = "The statements of a tenant",
            description = "The latest period first, cost centres by code, the latest version of each first.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @Parameter(name = "period", in = ParameterIn.QUERY, example = "2026-10", description = "Id of a period; else all")
    @Parameter(name = "cost_center", in = ParameterIn.QUERY, example = "search", description = "Its code; else all")
    @Parameter(name = "status", in = ParameterIn.QUERY, example = "final", description = "draft or final; else both")
    @Parameter(name = "limit", in = ParameterIn.QUERY, example = "50", description = "1 to 200; default 50")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = StatementsJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public StatementsJson statements(@Context UriInfo request) {
        StatementSelection asked = StatementSelection.read(new QueryParameters(request.getQueryParameters()));
        List<StoredStatement> found = statements.page(asked, asked.limit() + 1);
        List<StoredStatement> page = found.subList(0, Math.min(asked.limit(), found.size()));
        return StatementsJson.of(
                page, found.size() > asked.limit() ? page.getLast().id().toString() : null);
    }

    @GET
    @Path("{id}")
    @Produces({
        MediaType.APPLICATION_JSON,
        MediaType.TEXT_HTML,
        AnswerFormat.PDF_TYPE,
        AnswerFormat.XLSX_TYPE,
        AnswerFormat.CSV_TYPE
    })
    @Operation(
            summary = "One statement",
            description =
                    "As JSON it is the kept document, byte by byte; its SHA-256 is the ETag. The other formats are"
                            + " made of it.")
    @Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            example = "pdf",
            description = "json, html, pdf, xlsx or csv; before Accept")
    @APIResponse(
            responseCode = "200",
            description = "The statement",
            content = @Content(schema = @Schema(implementation = Object.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response statement(
            @PathParam("id") String id,
            @Context UriInfo request,
            @Context HttpHeaders headers,
            @Context Request conditions) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        AnswerFormat format = AnswerFormat.asked(parameters, accepted(headers), FORMATS);
        parameters.refuseOthers();
        KeptStatement kept = statements.find(QueryParameters.uuid("id", id));
        if (format != AnswerFormat.JSON) {
            return as(format, kept);
        }
        EntityTag tag = new EntityTag(kept.row().hash());
        Response.@Nullable ResponseBuilder unchanged = conditions.evaluatePreconditions(tag);
        return unchanged != null
                ? unchanged.build()
                : Response.ok(kept.document(), MediaType.APPLICATION_JSON_TYPE)
                        .tag(tag)
                        .build();
    }

    @GET
    @Path("{id}/verification")
    @Operation(
            summary = "Whether a statement is still what it was",
            description = "The hash of its bytes, that they are canonical JSON, the columns beside them, its sums, the"
                    + " chain of the cost centre's final statements, and that no number of the tenant is missing.")
    @APIResponse(
            responseCode = "200",
            description = "What was looked at",
            content = @Content(schema = @Schema(implementation = VerificationJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public VerificationJson verification(@PathParam("id") String id, @Context UriInfo request) {
        new QueryParameters(request.getQueryParameters()).refuseOthers();
        return statements.verify(QueryParameters.uuid("id", id));
    }

    private static Response as(AnswerFormat format, KeptStatement kept) {
        JsonNode document = DocumentRow.parse(kept.document());
        String hash = kept.row().hash();
        return switch (format) {
            case HTML ->
                Response.ok(html(document, hash), "text/html;charset=UTF-8")
                        .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                        .header("X-Content-Type-Options", "nosniff")
                        .build();
            case PDF ->
                Response.ok(
                                PdfFile.of(
                                        html(document, hash),
                                        StatementPage.title(document),
                                        kept.row().createdAt()),
                                AnswerFormat.PDF_TYPE)
                        .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"" + name(kept.row()) + ".pdf\"")
                        .build();
            case CSV, XLSX -> {
                SheetFile file = SheetFile.of(format, name(kept.row()), StatementSheets.of(document, hash));
                yield Response.ok(file.bytes(), file.mediaType())
                        .header(HttpHeaders.CONTENT_DISPOSITION, file.disposition())
                        .build();
            }
            case JSON -> throw new IllegalArgumentException("JSON is the document itself");
        };
    }

    private static String html(JsonNode document, String hash) {
        return Templates.statement(StatementPage.of(document, hash)).render();
    }

    /** Codes of cost centres and ids of periods have no letters that a file name could not have. */
    private static String name(StoredStatement row) {
        return "statement-" + row.periodId() + "-" + row.costCenter()
                + (row.number() == null ? "-draft-" + row.version() : "-" + row.number());
    }

    static List<String> accepted(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .map(MediaType::toString)
                .toList();
    }
}
