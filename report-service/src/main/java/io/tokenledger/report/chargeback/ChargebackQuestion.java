package io.tokenledger.report.chargeback;

import io.tokenledger.report.period.Period;
import io.tokenledger.report.period.PeriodParameters;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Filter;
import io.tokenledger.report.usage.UsageQuery;
import io.tokenledger.report.usage.UsageSelection;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A question about who pays for what.
 *
 * @param groupBy in the order of the answer
 * @param filters on what the ledger holds itself
 * @param costCenters only usage that these, or those below them, pay for; none: all usage
 * @param currency ISO 4217
 * @param comparison what the period is held against
 * @param restateAt a day by whose organisation the same usage is told beside
 */
public record ChargebackQuestion(
        Period period,
        List<Grouping> groupBy,
        List<Filter> filters,
        Set<String> costCenters,
        String currency,
        Optional<Comparison> comparison,
        Optional<LocalDate> restateAt) {

    public ChargebackQuestion {
        if (new HashSet<>(groupBy).size() < groupBy.size()) {
            throw ReportError.DIMENSION_REPEATED.because("group_by names a dimension twice: "
                    + groupBy.stream().map(Grouping::wireName).toList());
        }
        if (comparison.isPresent() && restateAt.isPresent()) {
            throw ReportError.PARAMETER_INVALID.because(
                    "compare_to and restate_at exclude each other: there is one figure beside each, not two");
        }
    }

    /** The question asked; {@code now} decides what this month is. */
    public static ChargebackQuestion read(QueryParameters parameters, Instant now) {
        Set<String> costCenters = new HashSet<>();
        List<Filter> filters = new ArrayList<>();
        for (Map.Entry<String, List<String>> filter :
                parameters.startingWith("filter.").entrySet()) {
            if (filter.getKey().equals(Grouping.COST_CENTER)) {
                costCenters.addAll(filter.getValue());
            } else {
                filters.add(new Filter(Dimension.named(filter.getKey()), filter.getValue()));
            }
        }
        var question = new ChargebackQuestion(
                PeriodParameters.read(parameters, now),
                parameters.list("group_by").stream().map(Grouping::named).toList(),
                filters,
                costCenters,
                UsageSelection.currency(parameters),
                parameters.single("compare_to").map(Comparison::named),
                parameters.single("restate_at").map(ChargebackQuestion::day));
        if (question.restateAt.isPresent() && !question.asksForCostCenters()) {
            throw ReportError.PARAMETER_INVALID.because(
                    "restate_at tells usage by another organisation: it needs cost_center in group_by or filter.cost_center");
        }
        return question;
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException notADay) {
            throw ReportError.PARAMETER_INVALID.because(
                    "restate_at " + text + " is not a day such as 2026-05-01", notADay);
        }
    }

    /** Whether the organisation plays a part. */
    boolean asksForCostCenters() {
        return !costCenters.isEmpty() || groupBy.stream().anyMatch(grouping -> grouping instanceof Grouping.CostCenter);
    }

    /** The tenant whose organisation it is; refused unless there is exactly one. */
    public String tenant() {
        List<String> tenants = filters.stream()
                .filter(filter -> filter.dimension() == Dimension.Attribute.TENANT)
                .flatMap(filter -> filter.values().stream())
                .filter(tenant -> !tenant.isEmpty())
                .toList();
        if (tenants.size() != 1) {
            throw ReportError.PARAMETER_INVALID.because(
                    "cost_center is a tenant's own: filter.tenant must name one tenant, and names " + tenants);
        }
        return tenants.getFirst();
    }

    /** The names of the dimensions, as an answer repeats them. */
    public List<String> groupByNames() {
        return groupBy.stream().map(Grouping::wireName).toList();
    }

    /** Without cost centres: what the ledger can be asked as it is. */
    UsageQuery asHeld() {
        return new UsageQuery(
                period,
                groupBy.stream()
                        .filter(grouping -> grouping instanceof Grouping.Held)
                        .map(grouping -> ((Grouping.Held) grouping).dimension())
                        .toList(),
                filters,
                currency);
    }

    /** The same about another time. */
    ChargebackQuestion about(Period other) {
        return new ChargebackQuestion(
                other, groupBy, filters, costCenters, currency, Optional.empty(), Optional.empty());
    }
}
