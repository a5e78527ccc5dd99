package io.tokenledger.pricing.pricebook;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smallrye.common.annotation.Blocking;
import io.tokenledger.pricing.problem.PricingError;
import io.tokenledger.pricing.query.QueryParameters;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/price-changes}: the audit trail of the book, newest first. It is only ever added to. */
@Path("/v1/price-changes")
public class PriceChangeResource {
    private final DataSource dataSource;

    public PriceChangeResource(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * A change of the book.
     *
     * @param bookVersion the book's from this change on
     * @param kind bundled, native, litellm, genai-prices: an import; price, withdrawal, adjustment, meter: by hand
     * @param label of the file, or what was withdrawn
     * @param contentSha256 of the file; null: there was none
     * @param pricesStated how many price lists it stated
     * @param pricesWithdrawn how many it took back
     */
    @Schema(name = "PriceChange")
    @JsonNaming(SnakeCaseStrategy.class)
    record Entry(
            long changeId,
            long bookVersion,
            String kind,
            @Schema(nullable = true) @Nullable String label,
            @Schema(nullable = true) @Nullable String contentSha256,
            String author,
            String reason,
            Instant changedAt,
            long pricesStated,
            long pricesWithdrawn) {}

    /** A page of changes; nextBefore asks for the next one, null: this is the last. */
    @Schema(name = "PriceChanges")
    @JsonNaming(SnakeCaseStrategy.class)
    record Page(
            List<Entry> changes,
            @Schema(nullable = true) @Nullable Long nextBefore) {}

    private static final String SELECT_PAGE = """
            SELECT c.change_id, c.version, c.kind, c.label, c.content_sha256, c.author, c.reason, c.changed_at,
                   (SELECT count(*) FROM pricing.price p WHERE p.change_id = c.change_id) AS stated,
                   (SELECT count(*) FROM pricing.price_withdrawal w WHERE w.change_id = c.change_id) AS withdrawn
            FROM pricing.book_change c
            WHERE c.change_id < ?
            ORDER BY c.change_id DESC
            LIMIT ?
            """;

    @GET
    @Blocking
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "The audit trail of the price book",
            description = "Who changed it, when and why; newest first")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Page.class)))
    public Page list(
            @Parameter(description = "changes before this id, from next_before") @RestQuery @Nullable String before,
            @RestQuery @Nullable String limit)
            throws SQLException {
        int size = QueryParameters.limit(limit);
        try (Connection connection = dataSource.getConnection();
                var select = connection.prepareStatement(SELECT_PAGE)) {
            select.setLong(1, before(before));
            select.setInt(2, size + 1);
            var changes = new ArrayList<Entry>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    changes.add(entry(row));
                }
            }
            boolean more = changes.size() > size;
            List<Entry> shown = more ? List.copyOf(changes.subList(0, size)) : changes;
            return new Page(shown, more ? shown.getLast().changeId() : null);
        }
    }

    private static long before(@Nullable String value) {
        if (value == null) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw PricingError.PARAMETER_INVALID.because("before is '" + value + "': the id of a change", e);
        }
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("change_id"),
                row.getLong("version"),
                row.getString("kind"),
                PricesJson.orNull(row.getString("label")),
                PricesJson.orNull(row.getString("content_sha256")),
                row.getString("author"),
                row.getString("reason"),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                row.getLong("stated"),
                row.getLong("withdrawn"));
    }
}
