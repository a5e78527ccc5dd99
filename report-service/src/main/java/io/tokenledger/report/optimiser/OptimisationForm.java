package io.tokenledger.report.optimiser;

import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.optimiser.mix.Objective;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.usage.Dimension.Attribute;
import io.tokenledger.report.usage.UsageQuery;
import io.tokenledger.report.usage.UsageSelection;
import io.tokenledger.report.whatif.WhatIfForm;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what is to be optimised from the body of a request. Pure. */
final class OptimisationForm {
    private static final int MOST_MODELS = 20;
    private static final String FARTHEST_SCORE = "999999999";
    private static final String LARGEST_COST = "999999999999";
    private static final int PICO_PLACES = 12;

    private OptimisationForm() {}

    /** The question asked; {@code now} decides what this month is. */
    static OptimisationQuestion read(JsonFields body, Instant now) {
        body.onlyOf(
                "from",
                "to",
                "period",
                "timezone",
                "currency",
                "filter",
                "models",
                "quality",
                "minimum_quality",
                "maximum_cost",
                "group_by",
                "prices_at",
                "prices");
        UsageQuery usage = usage(body, now);
        JsonFields quality = body.object("quality");
        if (quality == null) {
            throw ReportError.FIELD_MISSING.because("quality is missing: it names the benchmark that counts");
        }
        quality.onlyOf("benchmark", "step");
        return new OptimisationQuestion(
                usage,
                WhatIfForm.prices(body, usage.period().zone(), now),
                models(body),
                quality.requiredText("benchmark"),
                step(quality),
                objective(body));
    }

    private static Objective objective(JsonFields body) {
        BigDecimal minimum = body.decimal("minimum_quality", "-" + FARTHEST_SCORE, FARTHEST_SCORE);
        BigDecimal maximum = body.decimal("maximum_cost", "0", LARGEST_COST);
        if (minimum != null && maximum == null) {
            return new Objective.CheapestAtQuality(minimum);
        }
        if (maximum != null && minimum == null) {
            return new Objective.BestWithinBudget(
                    maximum.movePointRight(PICO_PLACES).toBigIntegerExact());
        }
        throw ReportError.FIELD_INVALID.because((minimum == null
                        ? "neither minimum_quality nor maximum_cost is"
                        : "both minimum_quality and maximum_cost are")
                + " given: one of the two is expected");
    }

    private static BigDecimal step(JsonFields quality) {
        BigDecimal step = quality.decimal("step", "0.000001", FARTHEST_SCORE);
        return step == null ? BigDecimal.ONE : step;
    }

    private static List<ModelChoice> models(JsonFields body) {
        List<ModelChoice> models =
                body.objects("models").stream().map(OptimisationForm::model).toList();
        if (models.isEmpty() || models.size() > MOST_MODELS) {
            throw ReportError.FIELD_INVALID.because(
                    "models has " + models.size() + " of them: from 1 to " + MOST_MODELS + " are expected");
        }
        if (new HashSet<>(models).size() < models.size()) {
            throw ReportError.FIELD_INVALID.because("models has one of them twice");
        }
        return models;
    }

    private static ModelChoice model(JsonFields model) {
        model.onlyOf("provider", "model", "service_tier", "reasoning_effort", "region");
        return new ModelChoice(
                given(model, "provider"),
                model.requiredText("model"),
                given(model, "service_tier"),
                given(model, "reasoning_effort"),
                given(model, "region"));
    }

    /** Null where it is missing; empty is refused. */
    private static @Nullable String given(JsonFields fields, String name) {
        return fields.has(name) ? fields.requiredText(name) : null;
    }

    /** Usage is placed by app, if nothing else is said. */
    private static UsageQuery usage(JsonFields body, Instant now) {
        UsageQuery usage = UsageSelection.read(WhatIfForm.selection(body), now);
        return body.has("group_by")
                ? usage
                : new UsageQuery(usage.period(), List.of(Attribute.APP), usage.filters(), usage.currency());
    }
}
