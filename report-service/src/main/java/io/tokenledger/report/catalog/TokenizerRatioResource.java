package io.tokenledger.report.catalog;

import io.tokenledger.report.json.JsonForm;
import io.tokenledger.report.request.QueryParameters;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code /v1/tokenizer-ratios}: how many tokens the same text has elsewhere. */
@Path("/v1/tokenizer-ratios")
public class TokenizerRatioResource {
    private final CatalogReader catalogs;
    private final CatalogWriter writer;

    public TokenizerRatioResource(CatalogReader catalogs, CatalogWriter writer) {
        this.catalogs = catalogs;
        this.writer = writer;
    }

    /** The body, for OpenAPI; {@link ModelFactsForm} reads it. */
    @Schema(name = "StatedTokenizerRatio")
    record Stated(
            @Schema(required = true, examples = "o200k_base")
            String fromFamily,

            @Schema(required = true, examples = "claude") String toFamily,
            @Schema(required = true, examples = "0.95") BigDecimal low,
            @Schema(required = true, examples = "1.1") BigDecimal expected,
            @Schema(required = true, examples = "1.3") BigDecimal high,

            @Schema(
                    enumeration = {"measured", "default"},
                    defaultValue = "default")
            @Nullable
            String origin,

            @Schema(required = true) String source,
            @Schema(required = true) LocalDate sourceDate,
            @Schema(required = true) String author,
            @Nullable String reason) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "How tokenizers compare",
            description = "Tokens of to_family for one of from_family, for the same text. A pair that is stated in one"
                    + " direction serves the other, too.")
    @APIResponse(
            responseCode = "200",
            description = "The statements that count",
            content = @Content(schema = @Schema(implementation = TokenizerRatiosJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public TokenizerRatiosJson ratios(@Context UriInfo request) {
        new QueryParameters(request.getQueryParameters()).refuseOthers();
        return TokenizerRatiosJson.of(catalogs.current().ratios());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "State how two tokenizers compare", description = "It goes before what came with the product.")
    @RequestBody(content = @Content(schema = @Schema(implementation = Stated.class)))
    @APIResponse(
            responseCode = "201",
            description = "As it counts from now on",
            content = @Content(schema = @Schema(implementation = TokenizerRatiosJson.Ratio.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public Response state(InputStream body) {
        JsonForm form = JsonForm.read(body, FactOrigin.signed(ModelFactsForm.RATIO));
        TokenizerRatio ratio = ModelFactsForm.ratio(form);
        writer.stateRatio(
                ratio, FactOrigin.request(ratio.fromFamily() + " " + ratio.toFamily(), ratio.toString(), form));
        return Response.status(Response.Status.CREATED)
                .entity(TokenizerRatiosJson.Ratio.of(ratio))
                .build();
    }
}
