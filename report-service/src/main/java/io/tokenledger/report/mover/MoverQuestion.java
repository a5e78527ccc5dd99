package io.tokenledger.report.mover;

import io.tokenledger.report.chargeback.ChargebackQuestion;
import io.tokenledger.report.chargeback.Comparison;
import io.tokenledger.report.chargeback.Grouping;
import io.tokenledger.report.costcenter.Attribution;
import io.tokenledger.report.costcenter.Organisation;
import io.tokenledger.report.directcost.LineKey;
import io.tokenledger.report.period.Period;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Filter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A question about what moved.
 *
 * @param limit most groups of the answer
 */
record MoverQuestion(ChargebackQuestion usage, Comparison comparison, int limit) {
    private static final int MOST = 1_000;
    private static final int COMMON = 10;

    /** What a direct cost says of itself. */
    private static final Map<Dimension, Function<LineKey, @Nullable String>> VALUES = Map.of(
            Dimension.Attribute.TEAM, LineKey::team,
            Dimension.Attribute.PROJECT, LineKey::project,
            Dimension.Attribute.APP, LineKey::app,
            Dimension.Attribute.ENVIRONMENT, LineKey::environment,
            Dimension.Attribute.PROVIDER, LineKey::provider,
            Dimension.Attribute.MODEL, LineKey::model,
            Dimension.Attribute.SERVICE_TIER, LineKey::serviceTier,
            Dimension.Attribute.REGION, LineKey::region);

    /** The question asked; {@code now} decides what this month is. */
    static MoverQuestion read(QueryParameters parameters, Instant now) {
        if (parameters.single("currency").isPresent()
                || parameters.single("restate_at").isPresent()) {
            throw ReportError.PARAMETER_INVALID.because(
                    "currency and restate_at are not for movers: they are told in the currency of the books, as it was");
        }
        int limit = limit(parameters.single("limit").orElse(String.valueOf(COMMON)));
        ChargebackQuestion usage = ChargebackQuestion.read(parameters, now);
        usage.tenant();
        for (Grouping grouping : usage.groupBy()) {
            if (grouping instanceof Grouping.Held(Dimension dimension)) {
                refuseUnknown(dimension);
            }
        }
        usage.filters().stream()
                .map(Filter::dimension)
                .filter(dimension -> dimension != Dimension.Attribute.TENANT)
                .forEach(MoverQuestion::refuseUnknown);
        return new MoverQuestion(usage, usage.comparison().orElse(Comparison.PREVIOUS), limit);
    }

    private static int limit(String text) {
        if (!text.matches("[1-9]\\d{0,3}") || Integer.parseInt(text) > MOST) {
            throw ReportError.PARAMETER_INVALID.because("limit " + text + " is not a whole number from 1 to " + MOST);
        }
        return Integer.parseInt(text);
    }

    private static void refuseUnknown(Dimension dimension) {
        if (!VALUES.containsKey(dimension)) {
            throw ReportError.DIMENSION_NOT_AVAILABLE.because(
                    "movers are told by team, project, app, environment, provider,"
                            + " model, service_tier, region, cost_center and cost_center.<level>, not by "
                            + dimension.wireName());
        }
    }

    /** What it is held against. */
    Period before() {
        return comparison.beside(usage.period());
    }

    /** The group of a direct cost in that period; null where it is not asked for. Cost centres are those of the period's end. */
    Function<LineKey, @Nullable List<@Nullable String>> groups(Organisation organisation, Period period) {
        Instant end = period.to().minusNanos(1);
        Set<String> wanted = new HashSet<>();
        for (String code : usage.costCenters()) {
            wanted.addAll(organisation.subtree(code.isEmpty() ? Attribution.UNATTRIBUTED : code, end));
        }
        return key -> {
            String payer = key.attribution().costCenter();
            boolean asked = (usage.costCenters().isEmpty() || wanted.contains(payer)) && passes(key);
            return asked ? group(key, payer, organisation, end) : null;
        };
    }

    private boolean passes(LineKey key) {
        return usage.filters().stream()
                .filter(filter -> filter.dimension() != Dimension.Attribute.TENANT)
                .allMatch(filter -> {
                    String value = value(key, filter.dimension());
                    return filter.values().contains(value == null ? "" : value);
                });
    }

    private List<@Nullable String> group(LineKey key, String payer, Organisation organisation, Instant end) {
        List<@Nullable String> group = new ArrayList<>();
        for (Grouping grouping : usage.groupBy()) {
            group.add(
                    switch (grouping) {
                        case Grouping.Held(Dimension dimension) -> value(key, dimension);
                        case Grouping.CostCenter center -> center.of(payer, organisation, end);
                    });
        }
        return group;
    }

    private static @Nullable String value(LineKey key, Dimension dimension) {
        Function<LineKey, @Nullable String> value = VALUES.get(dimension);
        return value == null ? null : value.apply(key);
    }
}
