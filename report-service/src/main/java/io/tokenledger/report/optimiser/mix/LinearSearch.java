package io.tokenledger.report.optimiser.mix;

import io.tokenledger.report.optimiser.mix.Program.Choice;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;
import org.ojalgo.type.CalendarDateDuration;
import org.ojalgo.type.CalendarDateUnit;

/**
 * Looks for the active set with ojAlgo's simplex method, in doubles. Only ratios go in, every burden and gain as a part of
 * the largest difference that a workload's options make; no amount comes back out.
 */
final class LinearSearch implements ActiveSet.Search {
    /** A share below this is an artefact of doubles. */
    private static final double NO_SHARE = 1e-9;

    private static final long MAX_MILLIS = 5_000;

    @Override
    public ActiveSet in(Program program) {
        var model = new ExpressionsBasedModel();
        model.options.abort(new CalendarDateDuration(MAX_MILLIS, CalendarDateUnit.MILLIS));
        Relative burden = Relative.of(program, Choice::burden);
        Relative gain = Relative.of(program, Choice::gain);
        Expression required = model.addExpression("required").lower(gain.of(missing(program)));
        List<List<Variable>> shares = new ArrayList<>();
        for (int i = 0; i < program.workloads().size(); i++) {
            shares.add(addWorkload(model, required, program.workloads().get(i), i, burden, gain));
        }
        Optimisation.Result result = model.minimise();
        return result.getState().isOptimal() ? activeSet(shares) : ActiveSet.UNKNOWN;
    }

    private static List<Variable> addWorkload(
            ExpressionsBasedModel model,
            Expression required,
            List<Choice> choices,
            int workload,
            Relative burden,
            Relative gain) {
        BigInteger leastBurden = least(choices, Choice::burden);
        BigInteger leastGain = least(choices, Choice::gain);
        Expression one = model.addExpression("workload " + workload).level(1);
        List<Variable> shares = new ArrayList<>();
        for (int option = 0; option < choices.size(); option++) {
            Choice choice = choices.get(option);
            Variable share = model.addVariable(workload + "/" + option)
                    .lower(0)
                    .weight(burden.of(Fraction.of(choice.burden().subtract(leastBurden))));
            one.set(share, 1);
            required.set(share, gain.of(Fraction.of(choice.gain().subtract(leastGain))));
            shares.add(share);
        }
        return shares;
    }

    private static ActiveSet activeSet(List<List<Variable>> shares) {
        return new ActiveSet(shares.stream().map(LinearSearch::used).toList());
    }

    private static List<Integer> used(List<Variable> shares) {
        List<Integer> byShare = IntStream.range(0, shares.size())
                .boxed()
                .sorted(Comparator.comparing(
                                (Integer option) -> shares.get(option).getValue())
                        .reversed())
                .toList();
        List<Integer> used = byShare.stream()
                .filter(option -> shares.get(option).getValue().doubleValue() > NO_SHARE)
                .toList();
        return used.isEmpty() ? byShare.subList(0, 1) : used;
    }

    private static Fraction missing(Program program) {
        return program.required().minus(program.leastGain());
    }

    private static BigInteger least(List<Choice> choices, Function<Choice, BigInteger> quantity) {
        return choices.stream().map(quantity).min(Comparator.naturalOrder()).orElseThrow();
    }

    /** Quantities as parts of the largest difference between two options of one workload. */
    private record Relative(BigInteger largest) {
        static Relative of(Program program, Function<Choice, BigInteger> quantity) {
            return new Relative(program.workloads().stream()
                    .map(choices -> choices.stream()
                            .map(quantity)
                            .max(Comparator.naturalOrder())
                            .orElseThrow()
                            .subtract(least(choices, quantity)))
                    .reduce(BigInteger.ONE, BigInteger::max));
        }

        double of(Fraction quantity) {
            return new BigDecimal(quantity.numerator())
                    .divide(new BigDecimal(quantity.denominator().multiply(largest)), MathContext.DECIMAL64)
                    .doubleValue();
        }
    }
}
