package io.tokenledger.report.chargeback;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tokenledger.report.fx.ConversionJson;
import io.tokenledger.report.period.Period;
import io.tokenledger.report.usage.Usage;
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

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(description = "Only with compare_to or restate_at: what compared of each line is about")
        @Nullable
        ComparedTo comparedTo,

        @Schema(description = "Highest cost first") List<Line> lines,
        Total total,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
                description = "With round=, where the rounded lines do not add up: lines and rounding make the total",
                examples = "0.01")
        @Nullable
        String rounding,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(description = "Only where costs were in other currencies than the answer's")
        List<ConversionJson> conversions,

        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(description = "Names of the cost centres in the lines, by code")
        Map<String, String> costCenterNames) {

    /**
     * What the lines are held against.
     *
     * @param restatedAt the day by whose organisation the same usage is told; null: another time by its own
     */
    @Schema(name = "ChargebackComparedTo")
    public record ComparedTo(
            String from,
            String to,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String restatedAt) {}

    /**
     * The usage of one group.
     *
     * @param group a value per dimension; null: not attributed
     */
    @Schema(name = "ChargebackLine")
    public record Line(
            @Schema(examples = "{\"team\":\"search\",\"model\":\"o3\"}")
            Map<String, @Nullable String> group,

            @JsonUnwrapped Total figures) {}

    /** Usage, and the usage that it is held against. */
    @Schema(name = "ChargebackTotal")
    public record Total(
            @JsonUnwrapped UsageJson usage,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            UsageJson compared,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Change change) {}

    /**
     * How much more it is than what it is held against.
     *
     * @param percent of what it is held against; null where that is nothing
     */
    @Schema(name = "ChargebackChange")
    public record Change(@Nullable String cost, @Nullable String percent) {}

    static ChargebackJson of(ChargebackAnswer answer) {
        Period period = answer.question().period();
        Chargeback figures = answer.figures();
        return new ChargebackJson(
                period.fromText(),
                period.toText(),
                period.zone().getId(),
                answer.question().currency(),
                answer.groupByNames(),
                comparedTo(answer.question()),
                figures.lines().stream().map(line -> line(answer, line)).toList(),
                figures(answer, figures.total(), answer.totalBeside()),
                figures.rounding().signum() == 0 ? null : figures.rounding().toPlainString(),
                answer.conversions().stream().map(ConversionJson::of).toList(),
                answer.names());
    }

    private static @Nullable ComparedTo comparedTo(ChargebackQuestion question) {
        if (question.restateAt().isPresent()) {
            return new ComparedTo(
                    question.period().fromText(),
                    question.period().toText(),
                    question.restateAt().get().toString());
        }
        return question.comparison()
                .map(comparison -> comparison.beside(question.period()))
                .map(other -> new ComparedTo(other.fromText(), other.toText(), null))
                .orElse(null);
    }

    private static Line line(ChargebackAnswer answer, UsageRow line) {
        return new Line(
                UsageRow.byName(answer.groupByNames(), line.group()),
                figures(answer, line.usage(), answer.beside(line)));
    }

    private static Total figures(ChargebackAnswer answer, Usage usage, @Nullable Usage other) {
        Chargeback figures = answer.figures();
        UsageJson now = UsageJson.of(usage, figures.shown(usage));
        if (other == null) {
            return new Total(now, null, null);
        }
        return new Total(
                now,
                UsageJson.of(other, figures.shown(other)),
                new Change(answer.change(usage, other), Beside.percent(usage, other)));
    }
}
