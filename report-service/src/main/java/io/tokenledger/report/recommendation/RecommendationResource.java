package io.tokenledger.report.recommendation;

import io.tokenledger.report.json.JsonScalars;
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
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /v1/recommendations}: what would have saved most, and what became of what was accepted. */
@Path("/v1/recommendations")
@Produces(MediaType.APPLICATION_JSON)
public class RecommendationResource {
    private final RecommendationReader recommendations;
    private final TrackingReader tracking;
    private final Clock clock;

    public RecommendationResource(RecommendationReader recommendations, TrackingReader tracking, Clock clock) {
        this.recommendations = recommendations;
        this.tracking = tracking;
        this.clock = clock;
    }

    @GET
    @Operation(
            summary = "The moves that would have saved most",
            description =
                    "Swaps, hybrids, tiers, caches and efforts per app, ranked by expected saving at the prices of"
                            + " now, each with its evidence and never against the tenant's constraints. Moves of the same usage"
                            + " are alternatives: best_sets has the sum of those that go together.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @Parameter(ref = "from")
    @Parameter(ref = "to")
    @Parameter(name = "period", in = ParameterIn.QUERY, description = "In place of from and to. Default: last_month")
    @Parameter(ref = "timezone")
    @Parameter(ref = "currency")
    @Parameter(name = "app", in = ParameterIn.QUERY, example = "checkout-bot", description = "Default: every app")
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = "1 to 1000. Default: 50")
    @Parameter(
            name = "minimum_saving",
            in = ParameterIn.QUERY,
            description = "In the currency, over the period; what saves no more is left out. Default: 1")
    @Parameter(
            name = "minimum_percent",
            in = ParameterIn.QUERY,
            description = "The same in percent of the app's cost. Default: 1")
    @Parameter(name = "include", in = ParameterIn.QUERY, description = "dismissed: show these, too")
    @APIResponse(
            responseCode = "200",
            description = "The recommendations",
            content = @Content(schema = @Schema(implementation = RecommendationsJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public RecommendationsJson recommendations(@Context UriInfo request) {
        QueryParameters parameters = RecommendationForm.parameters(request.getQueryParameters());
        RecommendationQuery query = RecommendationForm.read(parameters, clock.instant());
        int limit = RecommendationForm.limit(parameters);
        boolean withDismissed = RecommendationForm.includesDismissed(parameters);
        parameters.refuseOthers();
        return RecommendationsJson.of(recommendations.recommend(query), withDismissed, limit);
    }

    @GET
    @Path("{id}/tracking")
    @Operation(
            summary = "What an accepted recommendation saved, month by month",
            description = "Realised against forecast, with growth and price changes apart.")
    @Parameter(name = "tenant", in = ParameterIn.QUERY, required = true, example = "acme")
    @Parameter(
            name = "to",
            in = ParameterIn.QUERY,
            example = "2027-01-01",
            description = "A date, exclusive, in the time zone of the recommendation; no later than now. Default: now")
    @APIResponse(
            responseCode = "200",
            description = "The months",
            content = @Content(schema = @Schema(implementation = TrackingJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public TrackingJson tracking(@PathParam("id") String id, @Context UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        String tenant = RecommendationForm.tenant(parameters);
        LocalDate to = parameters.single("to").map(RecommendationResource::date).orElse(null);
        parameters.refuseOthers();
        return TrackingJson.of(tracking.track(tenant, id, to, clock.instant().truncatedTo(ChronoUnit.SECONDS)));
    }

    private static LocalDate date(String text) {
        LocalDate date = JsonScalars.date(text);
        if (date == null) {
            throw ReportError.PARAMETER_INVALID.because("to " + text + " is not a date such as 2027-01-01");
        }
        return date;
    }
}
