package io.tokenledger.pricing.pricebook;

import io.smallrye.common.annotation.Blocking;
import io.tokenledger.pricing.pricebook.format.FileContext;
import io.tokenledger.pricing.pricebook.format.GenaiPrices;
import io.tokenledger.pricing.pricebook.format.ImportFormat;
import io.tokenledger.pricing.pricebook.format.LiteLlmPrices;
import io.tokenledger.pricing.pricebook.format.NativePriceYaml;
import io.tokenledger.pricing.problem.PricingError;
import io.tokenledger.pricing.problem.ProblemJson;
import io.tokenledger.pricing.query.QueryParameters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/prices/imports}: a price file into the book, whole or by selection, or not at all; with a diff first. */
@Path("/v1/prices/imports")
public class PriceImportResource {
    private static final int LARGEST_FILE_BYTES = 30_000_000;
    private static final String YAML = "application/yaml";

    private final PriceImport prices;

    public PriceImportResource(PriceImport prices) {
        this.prices = prices;
    }

    @POST
    @Blocking
    @Consumes({"text/csv", MediaType.TEXT_PLAIN, YAML, MediaType.APPLICATION_JSON})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Import a price file",
            description =
                    "native: our own columns, as text/csv or application/yaml. litellm: LiteLLM's JSON. genai-prices: its"
                            + " v2 JSON. Newer knowledge covers older over the range that it states; contracts are never"
                            + " touched. The same file again changes nothing. With dry_run=true only says what would"
                            + " change: new, changed, vanished, suspicious, not understood. author and reason are"
                            + " required otherwise.")
    @RequestBody(content = @Content(mediaType = "text/csv", schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ImportJson.class)))
    @APIResponse(
            responseCode = "422",
            description = "The file has faults, each with its place, value and rule; nothing was imported",
            content =
                    @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    public ImportJson importFile(
            @Parameter(description = "native, litellm, genai-prices") @RestQuery @Nullable String format,
            @RestQuery("dry_run") @Nullable String dryRun,
            @RestQuery @Nullable String label,
            @RestQuery @Nullable String author,
            @RestQuery @Nullable String reason,
            @Parameter(description = "from when a file's undated prices are valid; today by default")
                    @RestQuery("valid_from")
                    @Nullable
                    String validFrom,
            @Parameter(description = "only these providers") @RestQuery("select.provider") @Nullable
                    List<String> providers,
            @Parameter(description = "only these models; * stands for any characters")
                    @RestQuery("select.model")
                    @Nullable
                    List<String> models,
            @Parameter(description = "only these changes: new, changed") @RestQuery("select.change") @Nullable
                    List<String> changes,
            @Parameter(description = "leaves out what is suspicious") @RestQuery("skip_suspicious") @Nullable
                    String skipSuspicious,
            @Parameter(description = "withdraws prices of earlier imports that the file no longer has")
                    @RestQuery("withdraw_vanished")
                    @Nullable
                    String withdrawVanished,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            InputStream body)
            throws SQLException {
        ImportFormat known = format(format);
        boolean isDryRun = QueryParameters.flag("dry_run", dryRun);
        var selection = new ImportSelection(
                providers == null ? List.of() : providers,
                models == null ? List.of() : models,
                changes(changes),
                QueryParameters.flag("skip_suspicious", skipSuspicious),
                QueryParameters.flag("withdraw_vanished", withdrawVanished));
        String name = label == null ? "unnamed" : QueryParameters.said("label", label);
        Instant from = validFrom == null
                ? LocalDate.now(ZoneOffset.UTC).atStartOfDay(ZoneOffset.UTC).toInstant()
                : QueryParameters.second("valid_from", validFrom);
        byte[] file = bytes(body);
        var origin = new ImportOrigin(
                known.id(),
                name,
                ImportOrigin.sha256(file),
                isDryRun ? "" : QueryParameters.said("author", author),
                isDryRun ? "" : QueryParameters.said("reason", reason));
        try {
            PriceFile read = read(known, isYaml(contentType), file, from, name);
            return ImportJson.of(prices.run(read, origin, selection, isDryRun));
        } catch (PriceFileException e) {
            throw PricingError.PRICE_FILE_INVALID
                    .because(String.valueOf(e.getMessage()), e)
                    .with("errors", e.errors());
        }
    }

    private static PriceFile read(ImportFormat format, boolean isYaml, byte[] file, Instant validFrom, String label) {
        var context = new FileContext(validFrom, label, LocalDate.now(ZoneOffset.UTC));
        return switch (format) {
            case NATIVE -> isYaml ? NativePriceYaml.read(text(file)) : NativePriceCsv.read(text(file));
            case LITELLM -> LiteLlmPrices.read(new ByteArrayInputStream(file), context);
            case GENAI_PRICES -> GenaiPrices.read(new ByteArrayInputStream(file), context);
        };
    }

    private static ImportFormat format(@Nullable String format) {
        List<String> known =
                Stream.of(ImportFormat.values()).map(ImportFormat::id).toList();
        return ImportFormat.byId(format == null ? "" : format)
                .orElseThrow(() -> PricingError.PRICE_FORMAT_UNKNOWN.because(
                        "format is '" + format + "'; known are " + String.join(", ", known)));
    }

    private static boolean isYaml(@Nullable String contentType) {
        return contentType != null && contentType.startsWith(YAML);
    }

    private static Set<String> changes(@Nullable List<String> words) {
        var changes = new HashSet<String>();
        for (String word : words == null ? List.<String>of() : words) {
            if (!word.equals("new") && !word.equals("changed")) {
                throw PricingError.PARAMETER_INVALID.because("select.change is '" + word + "': new or changed");
            }
            changes.add(word);
        }
        return changes;
    }

    private static byte[] bytes(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(LARGEST_FILE_BYTES + 1);
            if (bytes.length > LARGEST_FILE_BYTES) {
                throw PricingError.BODY_TOO_LARGE.because("the file is larger than " + LARGEST_FILE_BYTES
                        + " bytes: twenty times the largest known price table. Split it by provider");
            }
            return bytes;
        } catch (IOException e) {
            throw PricingError.REQUEST_INVALID.because("the body ended before it was read", e);
        }
    }

    private static String text(byte[] file) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException e) {
            throw PricingError.BODY_NOT_UTF8.because("the file must be UTF-8", e);
        }
    }
}
