package io.tokenledger.report.chargeback;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tokenledger.report.fx.Conversion;
import io.tokenledger.report.fx.ConversionJson;
import io.tokenledger.report.period.Period;
import io.tokenledger.report.usage.UsageJson;
import io.tokenledger.report.usage.UsageRow;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code GET /v1/chargeback}.
 *
 * @param rounding only with {@code round=}, and where needed: lines and rounding together are the total
 * @param conversions the currencies that were converted; not there where all costs were in the answer's
 */
@Schema(name = "Chargeback")
public record ChargebackJson(
        @Schema(examples = "2026-11-01T00:00:00+05:30") String from,

        @Schema(description = "Exclusive", examples = "2026-12-01T00:00:00+05:30")
        String to,

        @Schema(examples = "Asia/Kolkata") String timezone,
        @Schema(examples = "USD") String currency,

        @Schema(examples = "[\"team\",\"model\"]") List<String> groupBy,

        @Schema(description = "Highest cost first") List<Line> lines,
        UsageJson total,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
                description = "With round=, where the rounded lines do not add up: lines and rounding make the total",
                examples = "0.01")
        @Nullable
        String rounding,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(description = "Only where costs were in other currencies than the answer's")
        List<ConversionJson> conversions) {

    /**
     * The usage of one group.
     *
     * @param group a value per dimension; null: not attributed
     */
    @Schema(name = "ChargebackLine")
    public record Line(
            @Schema(examples = "{\"team\":\"search\",\"model\":\"o3\"}")
            Map<String, @Nullable String> group,

            @JsonUnwrapped UsageJson usage) {}

    static ChargebackJson of(Chargeback chargeback, List<Conversion> conversions) {
        Period period = chargeback.query().period();
        List<String> names = chargeback.query().groupByNames();
        return new ChargebackJson(
                period.fromText(),
                period.toText(),
                period.zone().getId(),
                chargeback.query().currency(),
                names,
                chargeback.lines().stream()
                        .map(line -> new Line(
                                UsageRow.byName(names, line.group()),
                                UsageJson.of(line.usage(), chargeback.shown(line.usage()))))
                        .toList(),
                UsageJson.of(chargeback.total(), chargeback.shown(chargeback.total())),
                chargeback.rounding().signum() == 0
                        ? null
                        : chargeback.rounding().toPlainString(),
                conversions.stream().map(ConversionJson::of).toList());
    }
}
