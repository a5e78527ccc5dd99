package io.tokenledger.report.optimiser;

import io.tokenledger.report.optimiser.mix.Objective;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Dimension.Attribute;
import io.tokenledger.report.usage.UsageQuery;
import io.tokenledger.report.whatif.PriceBasis;
import io.tokenledger.report.whatif.Swap;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which models some usage should have gone to.
 *
 * @param usage which usage; every group of it, and every model in it, is placed by itself
 * @param models that it may go to, at least one; it may also stay where it was
 * @param benchmark whose scores are the quality
 * @param step how much better the next mix is to be, in the benchmark's unit
 */
public record OptimisationQuestion(
        UsageQuery usage,
        PriceBasis prices,
        List<ModelChoice> models,
        String benchmark,
        BigDecimal step,
        Objective objective) {
    /** What usage is told apart by, beside its group. */
    static final List<Dimension> SOURCE =
            List.of(Attribute.PROVIDER, Attribute.MODEL, Attribute.SERVICE_TIER, Attribute.REASONING_EFFORT);

    public OptimisationQuestion {
        models = List.copyOf(models);
    }

    /** The same usage, told apart by its groups, then by what these lack of {@link #SOURCE}. */
    UsageQuery cellQuery() {
        List<Dimension> dimensions = Stream.concat(usage.groupBy().stream(), SOURCE.stream())
                .distinct()
                .toList();
        return new UsageQuery(usage.period(), dimensions, usage.filters(), usage.currency());
    }

    /** Per model, everything to there. */
    List<List<Swap>> swaps() {
        return models.stream()
                .map(model -> List.of(Swap.everything(null, List.of(), model.target())))
                .toList();
    }
}
