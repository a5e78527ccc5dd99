package io.tokenledger.report.watch;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code GET /v1/budget-watch}: how far the watch over budgets has come. */
@Path("/v1/budget-watch")
@Produces(MediaType.APPLICATION_JSON)
public class WatchResource {
    private final BudgetStatusReader statuses;
    private final Clock clock;

    public WatchResource(BudgetStatusReader statuses, Clock clock) {
        this.statuses = statuses;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "How far the watch over budgets has come",
            description = "The streams of the ledger's journal, and how far each has been read.")
    @APIResponse(
            responseCode = "200",
            description = "The positions",
            content = @Content(schema = @Schema(implementation = WatchJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public WatchJson watch() {
        return WatchJson.of(statuses.positions(), clock.instant());
    }
}
