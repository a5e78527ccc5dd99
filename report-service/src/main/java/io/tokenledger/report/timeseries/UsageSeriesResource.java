package io.tokenledger.report.timeseries;

import io.tokenledger.report.period.Interval;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import io.tokenledger.report.usage.UsageAnswer;
import io.tokenledger.report.usage.UsageQuery;
import io.tokenledger.report.usage.UsageReader;
import io.tokenledger.report.usage.UsageSelection;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code GET /v1/usage}: the selection of a chargeback, over time. */
@Path("/v1/usage")
public class UsageSeriesResource {
    private final UsageReader usage;
    private final Clock clock;

    public UsageSeriesResource(UsageReader usage, Clock clock) {
        this.usage = usage;
        this.clock = clock;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Usage and cost over time",
            description =
                    "A point per interval, also where nothing was used; at most 200 000 points. Intervals follow the"
                            + " zone's clocks: a day on which they change has 23 or 25 hours.")
    @Parameter(ref = "from")
    @Parameter(ref = "to")
    @Parameter(ref = "period")
    @Parameter(ref = "timezone")
    @Parameter(ref = "filter.team")
    @Parameter(ref = "currency")
    @Parameter(
            name = "interval",
            in = ParameterIn.QUERY,
            example = "day",
            description = "hour, day (default), week (from Monday) or month")
    @Parameter(
            name = "group_by",
            in = ParameterIn.QUERY,
            example = "team",
            description = "As for chargeback, without hour, day, week and month; none: one series")
    @APIResponse(
            responseCode = "200",
            description = "The series",
            content = @Content(schema = @Schema(implementation = UsageSeriesJson.class)))
    @APIResponse(responseCode = "default", ref = "problem")
    public UsageSeriesJson usage(@Context UriInfo request) {
        QueryParameters parameters = new QueryParameters(request.getQueryParameters());
        UsageQuery query = UsageSelection.read(parameters, clock.instant());
        Interval interval = interval(parameters.single("interval").orElse("day"));
        parameters.refuseOthers();
        UsageQuery byInterval = UsageSeries.byInterval(query, interval);
        UsageAnswer answer = usage.read("usage", byInterval, UsageSeries.MAX_POINTS);
        return UsageSeriesJson.of(UsageSeries.of(query, interval, answer.rows()), answer.conversions());
    }

    private static Interval interval(String name) {
        return Arrays.stream(Interval.values())
                .filter(interval -> interval.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> ReportError.PARAMETER_INVALID.because(
                        "interval " + name + " is none of hour, day, week, month"));
    }
}
