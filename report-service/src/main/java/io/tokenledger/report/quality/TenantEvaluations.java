package io.tokenledger.report.quality;

import io.tokenledger.report.catalog.ModelCatalog;
import java.util.List;

/**
 * A tenant's own evidence at one moment. Pure.
 *
 * @param scores the one that counts of every evaluation, app, model and effort
 */
public record TenantEvaluations(ModelCatalog catalog, List<EvaluationScore> scores) {
    public TenantEvaluations {
        scores = List.copyOf(scores);
    }

    /**
     * What speaks of a model, by any of its names, at that effort or at none in particular, in the work of an app: the
     * app's own first, then what is of no app in particular.
     */
    public List<EvaluationScore> of(String app, String model, String reasoningEffort) {
        return scores.stream()
                .filter(score -> score.app().equals(app) || score.app().isEmpty())
                .filter(score -> isOf(score, model))
                .filter(score -> score.reasoningEffort().equals(reasoningEffort)
                        || score.reasoningEffort().isEmpty())
                .sorted((left, right) ->
                        Boolean.compare(left.app().isEmpty(), right.app().isEmpty()))
                .toList();
    }

    /** Whether a score is of a model, by any of its names. */
    boolean isOf(EvaluationScore score, String model) {
        return catalog.canonicalName(score.model()).equals(catalog.canonicalName(model));
    }
}
