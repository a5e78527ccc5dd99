package io.tokenledger.pricing.ledger;

import io.smallrye.common.annotation.Blocking;
import io.tokenledger.pricing.problem.PricingError;
import io.tokenledger.pricing.problem.ProblemJson;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/ledger/unpriced}: the usage that waits for a price. */
@Path("/v1/ledger/unpriced")
@Produces(MediaType.APPLICATION_JSON)
public class UnpricedResource {
    private static final int DEFAULT_LIMIT = 100;
    private static final int LARGEST_LIMIT = 1_000;

    private final UnpricedUsage usage;

    public UnpricedResource(UnpricedUsage usage) {
        this.usage = usage;
    }

    @GET
    @Blocking
    @Operation(
            summary = "Usage that waits for a price",
            description = "By tenant, provider, model, service tier and reason, the most tokens first. It is priced by"
                    + " itself once the book has a price. Pages carry a cursor; what is priced meanwhile moves them.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = UnpricedJson.Page.class)))
    @APIResponse(
            responseCode = "400",
            description = "A parameter cannot be used",
            content =
                    @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    public UnpricedJson.Page unpriced(
            @RestQuery @Nullable String tenant, @RestQuery @Nullable String cursor, @RestQuery @Nullable String limit)
            throws SQLException {
        if (tenant != null && (tenant.isEmpty() || !StorableText.isStorable(tenant))) {
            throw PricingError.PARAMETER_INVALID.because("tenant is empty, or holds NUL or half of a surrogate pair");
        }
        int pageSize = number("limit", limit, DEFAULT_LIMIT, 1, LARGEST_LIMIT);
        int offset = number("cursor", cursor, 0, 0, Integer.MAX_VALUE - LARGEST_LIMIT);
        List<UnpricedJson.Line> lines = usage.list(tenant, offset, pageSize + 1);
        return lines.size() <= pageSize
                ? new UnpricedJson.Page(lines, null)
                : new UnpricedJson.Page(lines.subList(0, pageSize), Integer.toString(offset + pageSize));
    }

    private static int number(String name, @Nullable String text, int absent, int least, int most) {
        if (text == null) {
            return absent;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw PricingError.PARAMETER_INVALID.because(name + " is '" + text + "': a number", e);
        }
        throw PricingError.PARAMETER_INVALID.because(name + " is '" + text + "': from " + least + " to " + most);
    }
}
