package io.tokenledger.report.optimiser;

import io.tokenledger.report.fx.Conversion;
import io.tokenledger.report.whatif.WhatIfAnswer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What usage cost where it was, and what it would cost on every model that is asked about, as one state of the ledger and
 * of the price book says. Pure.
 *
 * @param bookVersion of the price book
 * @param cells one per group and source
 * @param excluded what cannot move to which model, and why
 * @param contractChargesPico of the period: beside usage, and not in any other amount
 */
public record MoveCosts(
        long bookVersion,
        List<Cell> cells,
        List<Excluded> excluded,
        List<String> warnings,
        List<Conversion> conversions,
        BigInteger contractChargesPico) {
    /** Where usage ran: what its price and its quality hang on. */
    public record Source(
            String provider,
            String model,
            String serviceTier,
            @Nullable String reasoningEffort) {}

    /**
     * Usage of one group from one source.
     *
     * @param group a value per dimension of the question; null: not attributed
     * @param unpricedRequests among the requests; what they cost is not known, and not in the cost
     * @param costPico in pico of the question's currency
     * @param moves per model of the question
     */
    public record Cell(
            List<@Nullable String> group,
            Source source,
            BigDecimal requests,
            BigDecimal unpricedRequests,
            BigInteger costPico,
            List<Move> moves) {}

    /**
     * All usage of a cell that can move, moved.
     *
     * @param requests that move; the others stay
     * @param costPico of the whole cell then, with what stays; rounded half-even to a pico where tokens are estimated
     */
    public record Move(BigDecimal requests, BigInteger costPico) {}

    /**
     * What cannot move.
     *
     * @param model which of the question's
     * @param reason stable, as in what-if answers: {@code context_window}
     * @param costPico null: not known
     */
    public record Excluded(
            int model,
            String reason,
            String detail,
            BigDecimal requests,
            @Nullable BigInteger costPico) {}

    public MoveCosts {
        cells = List.copyOf(cells);
        excluded = List.copyOf(excluded);
        warnings = List.copyOf(warnings);
        conversions = List.copyOf(conversions);
    }

    /**
     * Of what-if answers.
     *
     * @param answers per model of the question, everything moved there, grouped as {@link
     *     OptimisationQuestion#cellQuery} says; they are about the same usage
     */
    static MoveCosts of(OptimisationQuestion question, List<WhatIfAnswer> answers) {
        Map<List<@Nullable String>, List<WhatIfAnswer.Line>> lines = new LinkedHashMap<>();
        List<Excluded> excluded = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            for (WhatIfAnswer.Line line : answers.get(i).lines()) {
                lines.computeIfAbsent(line.group(), _ -> new ArrayList<>()).add(line);
            }
            for (WhatIfAnswer.Excluded left : answers.get(i).excluded()) {
                excluded.add(
                        new Excluded(i, left.reason().wireName(), left.detail(), left.requests(), left.costPico()));
            }
        }
        return new MoveCosts(
                answers.getFirst().bookVersion(),
                lines.values().stream().map(line -> cell(question, line)).toList(),
                excluded,
                answers.stream()
                        .flatMap(answer -> answer.warnings().stream())
                        .distinct()
                        .toList(),
                answers.getFirst().conversions(),
                answers.getFirst().contractChargesPico());
    }

    private static Cell cell(OptimisationQuestion question, List<WhatIfAnswer.Line> onEveryModel) {
        WhatIfAnswer.Line any = onEveryModel.getFirst();
        List<@Nullable String> source = OptimisationQuestion.SOURCE.stream()
                .<@Nullable String>map(dimension ->
                        any.group().get(question.cellQuery().groupBy().indexOf(dimension)))
                .toList();
        return new Cell(
                any.group().subList(0, question.usage().groupBy().size()),
                new Source(known(source.get(0)), known(source.get(1)), known(source.get(2)), source.get(3)),
                any.requests(),
                any.unpricedRequests(),
                any.baselinePico(),
                onEveryModel.stream()
                        .map(line -> new Move(line.movedRequests(), line.scenarioPico()))
                        .toList());
    }

    private static String known(@Nullable String value) {
        return Objects.requireNonNull(value, "usage has a provider, a model and a service tier");
    }
}
