package io.tokenledger.pricing.ledger;

import io.smallrye.common.annotation.Blocking;
import io.tokenledger.pricing.ledger.BookedEvents.Cursor;
import io.tokenledger.pricing.ledger.BookedEvents.Entry;
import io.tokenledger.pricing.problem.PricingError;
import io.tokenledger.pricing.problem.ProblemJson;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /v1/ledger}: what became of an event, what is in conflict, and the proof that the books are right. */
@Path("/v1/ledger")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class LedgerResource {
    private static final Cursor BEGINNING = new Cursor(new UUID(0, 0), new UUID(0, 0));
    private static final int PAGE = 100;

    private final BookedEvents events;
    private final BooksCheck check;

    public LedgerResource(BookedEvents events, BooksCheck check) {
        this.events = events;
        this.check = check;
    }

    @GET
    @Path("/checks")
    @Operation(
            summary = "Are the books right?",
            description = "Compares offsets with counted states, states with entries, every rollup and every change of"
                    + " the journal with the sum of its entries, and the events that wait for a price with those that have none. Reads the whole"
                    + " ledger.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LedgerJson.Check.class)))
    public LedgerJson.Check checks() throws SQLException {
        return LedgerJson.Check.of(check.findings(), Instant.now());
    }

    @GET
    @Path("/events")
    @Operation(
            summary = "What became of one event",
            description = "Its entries, the first booking first, and what came under its identity and said something"
                    + " else.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = LedgerJson.Event.class)))
    @APIResponse(
            responseCode = "404",
            description = "No such event is booked",
            content =
                    @Content(mediaType = ProblemJson.MEDIA_TYPE, schema = @Schema(implementation = ProblemJson.class)))
    public LedgerJson.Event event(
            @RestQuery @Nullable String tenant, @RestQuery @Nullable String source, @RestQuery @Nullable String id)
            throws SQLException {
        String ofTenant = required("tenant", tenant);
        String ofSource = required("source", source);
        String ofId = required("id", id);
        List<Entry> entries = events.entries(ofTenant, ofSource, ofId);
        if (entries.isEmpty()) {
            throw PricingError.NOT_FOUND.because("tenant '" + ofTenant + "' has no booked event of source '" + ofSource
                    + "' with id '" + ofId + "'");
        }
        return new LedgerJson.Event(ofTenant, ofSource, ofId, entries, events.conflicts(ofTenant, ofSource, ofId));
    }

    @GET
    @Path("/conflicts")
    @Operation(
            summary = "Events whose identity was taken by another payload",
            description = "Kept, not booked: the first one stands. Pages carry a cursor.")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = LedgerJson.Conflicts.class)))
    public LedgerJson.Conflicts conflicts(@RestQuery @Nullable String tenant, @RestQuery @Nullable String cursor)
            throws SQLException {
        BookedEvents.Page page =
                events.conflicts(required("tenant", tenant), cursor == null ? BEGINNING : cursor(cursor), PAGE);
        Cursor next = page.next();
        return new LedgerJson.Conflicts(
                page.conflicts(), next == null ? null : next.eventKey() + "_" + next.fingerprint());
    }

    private static Cursor cursor(String text) {
        String[] parts = text.split("_", 2);
        try {
            if (parts.length == 2) {
                return new Cursor(UUID.fromString(parts[0]), UUID.fromString(parts[1]));
            }
        } catch (IllegalArgumentException e) {
            throw PricingError.PARAMETER_INVALID.because("cursor '" + text + "' is not one that a page carried", e);
        }
        throw PricingError.PARAMETER_INVALID.because("cursor '" + text + "' is not one that a page carried");
    }

    private static String required(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw PricingError.PARAMETER_MISSING.because("query parameter '" + name + "' is missing");
        }
        if (!StorableText.isStorable(value)) {
            throw PricingError.PARAMETER_INVALID.because(name + " holds NUL or half of a surrogate pair");
        }
        return value;
    }
}
