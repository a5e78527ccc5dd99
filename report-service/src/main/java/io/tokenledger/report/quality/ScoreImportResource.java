package io.tokenledger.report.quality;

import io.tokenledger.report.catalog.CatalogReader;
import io.tokenledger.report.catalog.FactOrigin;
import io.tokenledger.report.json.JsonScalars;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/benchmarks/imports}: a file of scores. */
@Path("/v1/benchmarks/imports")
public class ScoreImportResource {
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final CatalogReader catalogs;
    private final QualityWriter writer;

    public ScoreImportResource(CatalogReader catalogs, QualityWriter writer) {
        this.catalogs = catalogs;
        this.writer = writer;
    }

    @POST
    @Consumes({"text/csv", "application/yaml", "text/yaml", MediaType.TEXT_PLAIN, MediaType.APPLICATION_OCTET_STREAM})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Import a file of scores",
            description = "All of it or nothing; the same file again changes nothing. native: CSV with the columns"
                    + " benchmark, model, reasoning_effort, score, cases, prompt_tokens, completion_tokens, cost_usd,"
                    + " source, source_date. aider: the YAML of Aider's polyglot leaderboard. At most 4 MiB.")
    @Parameter(
            name = "format",
            in = ParameterIn.QUERY,
            required = true,
            example = "aider",
            description = "native, aider")
    @Parameter(name = "author", in = ParameterIn.QUERY, required = true, description = "Who states it")
    @Parameter(name = "reason", in = ParameterIn.QUERY, description = "Why")
    @Parameter(name = "label", in = ParameterIn.QUERY, description = "Name of the file")
    @RequestBody(content = @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(
            responseCode = "200",
            description = "What was in it",
            content = @Content(schema = @Schema(implementation = ScoreImportJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public ScoreImportJson importFile(@Context UriInfo request, InputStream body) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        ScoreFormat format = ScoreFormat.asked(parameters);
        String author = said(parameters, "author", null);
        String reason = said(parameters, "reason", "");
        String label = said(parameters, "label", "unnamed");
        parameters.refuseOthers();
        String file = text(body);
        StatedScores stated = format.read(file);
        if (stated.scores().isEmpty()) {
            throw ReportError.FILE_INVALID.because("there is no score in it");
        }
        boolean imported = writer.importOnce(stated, FactOrigin.file(format.id(), label, file, author, reason));
        return ScoreImportJson.of(format, imported, stated, catalogs.current());
    }

    private static String said(QueryParameters parameters, String name, @Nullable String otherwise) {
        String said = parameters.single(name).orElse(otherwise);
        if (said == null) {
            throw ReportError.PARAMETER_INVALID.because(name + " is missing: the catalog keeps who stated what");
        }
        if (!said.isEmpty() && !JsonScalars.isStorable(said)) {
            throw ReportError.PARAMETER_INVALID.because(name + " has 1 to 500 characters that are not all blank");
        }
        return said;
    }

    private static String text(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw ReportError.BODY_TOO_LARGE.because("the file is larger than " + MOST_BYTES + " bytes");
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
}
