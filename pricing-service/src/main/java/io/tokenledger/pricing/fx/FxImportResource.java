package io.tokenledger.pricing.fx;

import io.smallrye.common.annotation.Blocking;
import io.tokenledger.pricing.pricebook.ImportOrigin;
import io.tokenledger.pricing.problem.PricingError;
import io.tokenledger.pricing.problem.ProblemJson;
import io.tokenledger.pricing.query.QueryParameters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/fx-rates/imports}: a file of exchange rates, as a whole or not at all; with a diff first. */
@Path("/v1/fx-rates/imports")
public class FxImportResource {
    /** The whole history since 1999 is below 1 MB. */
    private static final int LARGEST_FILE_BYTES = 20_000_000;

    private final FxImport rates;

    public FxImportResource(FxImport rates) {
        this.rates = rates;
    }

    @POST
    @Blocking
    @Consumes({"text/csv", MediaType.TEXT_PLAIN})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Import exchange rates",
            description =
                    "A CSV of the European Central Bank: eurofxref-hist.csv or eurofxref.csv. What it states of a day"
                            + " counts from now on; what was stated before stays known. The same file again changes"
                            + " nothing. With dry_run=true only says what would change. author and reason are required"
                            + " otherwise.")
    @RequestBody(content = @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = FxImportJson.class)))
    @APIResponse(
            responseCode = "422",
            description = "The file has faults, each with line, column, value and rule; nothing was imported",
            content =
                    @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    public FxImportJson importFile(
            @Parameter(description = "ecb") @RestQuery @Nullable String format,
            @RestQuery("dry_run") @Nullable String dryRun,
            @RestQuery @Nullable String label,
            @RestQuery @Nullable String author,
            @RestQuery @Nullable String reason,
            InputStream body)
            throws SQLException {
        if (!EcbRatesCsv.FORMAT.equals(format)) {
            throw PricingError.FX_FORMAT_UNKNOWN.because(
                    "format is '" + format + "'; known is '" + EcbRatesCsv.FORMAT + "'");
        }
        boolean isDryRun = QueryParameters.flag("dry_run", dryRun);
        String csv = text(body);
        var origin = new FxOrigin(
                EcbRatesCsv.FORMAT,
                label == null ? "unnamed" : QueryParameters.said("label", label),
                ImportOrigin.sha256(csv),
                isDryRun ? "" : QueryParameters.said("author", author),
                isDryRun ? "" : QueryParameters.said("reason", reason));
        try {
            EcbFile file = EcbRatesCsv.read(csv, LocalDate.now(ZoneOffset.UTC));
            return FxImportJson.of(rates.run(file, origin, isDryRun));
        } catch (FxFileException e) {
            throw PricingError.FX_FILE_INVALID
                    .because(String.valueOf(e.getMessage()), e)
                    .with("errors", e.errors());
        }
    }

    private static String text(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(LARGEST_FILE_BYTES + 1);
            if (bytes.length > LARGEST_FILE_BYTES) {
                throw PricingError.BODY_TOO_LARGE.because("the file is larger than " + LARGEST_FILE_BYTES
                        + " bytes; all rates of the European Central Bank since 1999 are below 1000000");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw PricingError.BODY_NOT_UTF8.because("the file must be UTF-8", e);
        } catch (IOException e) {
            throw PricingError.REQUEST_INVALID.because("the body ended before it was read", e);
        }
    }
}
