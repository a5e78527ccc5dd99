package io.tokenledger.report.timeseries;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tokenledger.report.fx.Conversion;
import io.tokenledger.report.fx.ConversionJson;
import io.tokenledger.report.period.Interval;
import io.tokenledger.report.period.Period;
import io.tokenledger.report.usage.Usage;
import io.tokenledger.report.usage.UsageJson;
import io.tokenledger.report.usage.UsageRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answer of {@code GET /v1/usage}. */
@Schema(name = "UsageSeries")
public record UsageSeriesJson(
        @Schema(examples = "2026-11-01T00:00:00+01:00") String from,

        @Schema(description = "Exclusive", examples = "2026-12-01T00:00:00+01:00")
        String to,

        @Schema(examples = "Europe/Berlin") String timezone,
        @Schema(examples = "USD") String currency,
        @Schema(examples = "day") String interval,

        @Schema(examples = "[\"team\"]") List<String> groupBy,

        List<Series> series,
        UsageJson total,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(description = "Only where costs were in other currencies than the answer's")
        List<ConversionJson> conversions) {

    /**
     * One group over time.
     *
     * @param group a value per dimension; null: not attributed
     */
    @Schema(name = "UsageOfGroup")
    public record Series(
            @Schema(examples = "{\"team\":\"search\"}") Map<String, @Nullable String> group, List<Point> points) {}

    /**
     * The usage of one interval.
     *
     * @param start where the interval begins, and not before the period does
     */
    @Schema(name = "UsagePoint")
    public record Point(
            @Schema(examples = "2026-11-01T00:00:00+01:00") String start,
            @JsonUnwrapped UsageJson usage) {}

    static UsageSeriesJson of(UsageSeries usage, List<Conversion> conversions) {
        Period period = usage.query().period();
        List<String> names = usage.query().groupByNames();
        List<String> starts = usage.starts().stream().map(Interval.HOUR::label).toList();
        return new UsageSeriesJson(
                period.fromText(),
                period.toText(),
                period.zone().getId(),
                usage.query().currency(),
                usage.interval().wireName(),
                names,
                usage.series().stream()
                        .map(series ->
                                new Series(UsageRow.byName(names, series.group()), points(starts, series.points())))
                        .toList(),
                json(usage.total()),
                conversions.stream().map(ConversionJson::of).toList());
    }

    private static List<Point> points(List<String> starts, List<Usage> usages) {
        List<Point> points = new ArrayList<>(starts.size());
        for (int i = 0; i < starts.size(); i++) {
            points.add(new Point(starts.get(i), json(usages.get(i))));
        }
        return points;
    }

    private static UsageJson json(Usage usage) {
        return UsageJson.of(usage, usage.exactCost());
    }
}
