package io.tokenledger.report.closing;

import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code GET /v1/periods}: the periods of a tenant's books, and how they stand. */
@Path("/v1/periods")
@Produces(MediaType.APPLICATION_JSON)
public class PeriodResource {
    private static final int MOST_OF_A_PAGE = 120;
    private static final int USUAL_PAGE = 24;

    private final PeriodReader periods;
    private final Clock clock;

    public PeriodResource(PeriodReader periods, Clock clock) {
        this.periods = periods;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "The periods of a tenant, the latest first",
            description =
                    "With their bounds, their state, who began and who signed, and what their statements add up to."
                            + " Without from, to and fiscal_year: the twelve up to that of now.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @Parameter(name = "from", in = ParameterIn.QUERY, example = "2026-01", description = "Id of the first one")
    @Parameter(name = "to", in = ParameterIn.QUERY, example = "2026-12", description = "Id of the last one, included")
    @Parameter(name = "fiscal_year", in = ParameterIn.QUERY, example = "2026", description = "In place of from and to")
    @Parameter(name = "limit", in = ParameterIn.QUERY, example = "24", description = "1 to 120; default 24")
    @Parameter(name = "cursor", in = ParameterIn.QUERY, description = "next of the page before")
    @APIResponse(
            responseCode = "200",
            description = "A page",
            content = @Content(schema = @Schema(implementation = PeriodJson.Page.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public PeriodJson.Page periods(@Context UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = tenantOf(parameters);
        PeriodRange range = PeriodRange.read(parameters);
        int limit = limit(parameters.single("limit").orElse(String.valueOf(USUAL_PAGE)));
        String cursor = parameters.single("cursor").orElse("");
        parameters.refuseOthers();
        List<PeriodJson> all =
                periods.periods(tenant, range).stream().map(PeriodJson::ofList).toList();
        int from = start(all, cursor);
        int to = Math.min(all.size(), from + limit);
        return new PeriodJson.Page(
                all.subList(from, to), to < all.size() ? all.get(to - 1).id() : null);
    }

    @GET
    @Path("{id}")
    @Operation(
            summary = "One period, with what happened to it",
            description = "Its checks are those that were run last; /checks runs them anew.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @APIResponse(
            responseCode = "200",
            description = "The period",
            content = @Content(schema = @Schema(implementation = PeriodJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public PeriodJson period(@PathParam("id") String id, @Context UriInfo request) {
        return PeriodJson.of(periods.period(tenant(request), id));
    }

    @GET
    @Path("{id}/checks")
    @Operation(
            summary = "Look at a period as it is now",
            description = "The checks that its closing would run. Nothing is kept.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @APIResponse(
            responseCode = "200",
            description = "The checks",
            content = @Content(schema = @Schema(implementation = PeriodJson.Checks.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public PeriodJson.Checks checks(@PathParam("id") String id, @Context UriInfo request) {
        List<CheckJson> checks =
                periods.checks(tenant(request), id).stream().map(CheckJson::of).toList();
        return new PeriodJson.Checks(id, clock.instant(), checks);
    }

    /** Refuses everything beside the tenant. */
    static String tenant(UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = tenantOf(parameters);
        parameters.refuseOthers();
        return tenant;
    }

    static String tenantOf(QueryParameters parameters) {
        return parameters.required("tenant", "periods are one tenant's own");
    }

    private static int start(List<PeriodJson> all, String cursor) {
        if (cursor.isEmpty()) {
            return 0;
        }
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).id().equals(cursor)) {
                return i + 1;
            }
        }
        throw ReportError.PARAMETER_INVALID.because("cursor " + cursor + " is no period of this list");
    }

    private static int limit(String text) {
        if (!text.matches("[1-9]\\d{0,2}") || Integer.parseInt(text) > MOST_OF_A_PAGE) {
            throw ReportError.PARAMETER_INVALID.because(
                    "limit " + text + " is not a whole number from 1 to " + MOST_OF_A_PAGE);
        }
        return Integer.parseInt(text);
    }
}
