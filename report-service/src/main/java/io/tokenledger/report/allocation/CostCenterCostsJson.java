package io.tokenledger.report.allocation;

import io.tokenledger.report.costcenter.CostCenter;
import io.tokenledger.report.fx.ConversionJson;
import io.tokenledger.report.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a period costs every cost centre.
 *
 * @param view showback: at cost; chargeback: with markups
 * @param level to which the tree is rolled up; null: each by itself
 * @param restatedAt the day of the organisation that is told beside; null: none
 */
@Schema(name = "CostCenterCosts")
public record CostCenterCostsJson(
        @Schema(examples = "acme") String tenant,
        @Schema(examples = "2026-10") String period,
        @Schema(examples = "2026-10-01T00:00:00Z") String from,
        @Schema(examples = "2026-11-01T00:00:00Z") String to,
        @Schema(examples = "UTC") String timezone,
        @Schema(examples = "USD") String currency,
        @Schema(examples = "chargeback") String view,
        @Nullable Integer level,
        @Nullable LocalDate restatedAt,
        List<Line> lines,
        Line total,
        long unpricedRequests,
        List<ConversionJson> conversions) {

    /**
     * One cost centre, with all below it where it stands at the level that was asked.
     *
     * @param costCenter null: all together
     * @param restated the same by the organisation of another day; null: not asked
     */
    @Schema(name = "CostCenterCost")
    public record Line(
            @Schema(examples = "search") @Nullable String costCenter,
            @Nullable String name,
            @Nullable String parent,

            @Schema(description = "How it is treated: showback or chargeback; null: no cost centre") @Nullable
            String treatment,

            Figures figures,
            @Nullable Figures restated,

            @Schema(description = "Restated charge less charge") @Nullable
            String difference) {}

    /** In the currency of the books, exact: cost = direct + items + received − passed_on, charge = cost + markup. */
    @Schema(name = "CostCenterFigures")
    public record Figures(
            String direct,
            String items,
            String received,
            String passedOn,
            String cost,

            @Schema(description = "Markups that it is charged, less those with which it is credited")
            String markup,

            String charge) {

        static Figures of(Balance balance) {
            return new Figures(
                    Money.exact(balance.direct()),
                    Money.exact(balance.items()),
                    Money.exact(balance.received()),
                    Money.exact(balance.passedOn()),
                    Money.exact(balance.cost()),
                    Money.exact(balance.markups().subtract(balance.credited())),
                    Money.exact(balance.charge()));
        }
    }

    /** The answer to a question; {@code restated} is null where it was not asked. */
    static CostCenterCostsJson of(CostCenterCostsQuestion asked, PeriodCosts costs, @Nullable PeriodCosts restated) {
        CostCenterCosts now = CostCenterCosts.of(costs, asked.level(), asked.atCost());
        CostCenterCosts then = restated == null ? null : CostCenterCosts.of(restated, asked.level(), asked.atCost());
        SortedSet<String> codes = new TreeSet<>(now.balances().keySet());
        if (then != null) {
            codes.addAll(then.balances().keySet());
        }
        List<Line> lines = new ArrayList<>();
        for (String code : codes) {
            CostCenter center = now.center(code);
            lines.add(line(
                    code,
                    center == null && then != null ? then.center(code) : center,
                    now.balance(code),
                    then == null ? null : then.balance(code)));
        }
        return new CostCenterCostsJson(
                costs.settings().tenant(),
                costs.period().id(),
                costs.period().period().fromText(),
                costs.period().period().toText(),
                costs.settings().zone().getId(),
                costs.settings().currency(),
                asked.atCost() ? "showback" : "chargeback",
                asked.level(),
                asked.restateAt(),
                lines,
                line(null, null, now.total(), then == null ? null : then.total()),
                costs.direct().unpricedRequests(),
                AllocationAnswer.conversions(costs));
    }

    private static Line line(@Nullable String code, @Nullable CostCenter center, Balance now, @Nullable Balance then) {
        return new Line(
                code,
                center == null ? null : center.name(),
                center == null ? null : center.parent(),
                center == null ? null : RuleFields.wireName(center.view()),
                Figures.of(now),
                then == null ? null : Figures.of(then),
                then == null ? null : Money.exact(then.charge().subtract(now.charge())));
    }
}
