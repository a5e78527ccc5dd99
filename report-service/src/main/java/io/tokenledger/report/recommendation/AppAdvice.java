package io.tokenledger.report.recommendation;

import io.tokenledger.contract.Meter;
import io.tokenledger.report.quality.EvaluationScore;
import io.tokenledger.report.quality.TenantEvaluations;
import io.tokenledger.report.whatif.WhatIfAnswer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes recommendations of what-if answers: those that save enough, with what speaks for and against them. Pure. */
final class AppAdvice {
    private static final int PICO_PLACES = 12;

    private final RecommendationQuery query;
    private final Constraints constraints;
    private final TenantEvaluations evaluations;
    private final NowPrices prices;
    private final Map<String, Decision> decisions;

    AppAdvice(
            RecommendationQuery query,
            Constraints constraints,
            TenantEvaluations evaluations,
            NowPrices prices,
            Map<String, Decision> decisions) {
        this.query = query;
        this.constraints = constraints;
        this.evaluations = evaluations;
        this.prices = prices;
        this.decisions = decisions;
    }

    List<Recommendation> of(Source source, Map<Candidate, WhatIfAnswer> answers) {
        List<Recommendation> found = new ArrayList<>();
        answers.forEach((move, answer) -> {
            if (savesEnough(answer) && isWanted(move, answers)) {
                found.add(recommendation(source, move, answer));
            }
        });
        return found;
    }

    private boolean savesEnough(WhatIfAnswer answer) {
        BigDecimal saved = new BigDecimal(answer.savings(), PICO_PLACES);
        BigDecimal least = new BigDecimal(answer.baseline().costPico(), PICO_PLACES)
                .multiply(query.minimumPercent().movePointLeft(2));
        return answer.savings().signum() > 0
                && saved.compareTo(query.minimumSaving()) > 0
                && saved.compareTo(least) > 0;
    }

    /** A hybrid is worth a router only where not everything can move, because of its quality or its size. */
    private static boolean isWanted(Candidate move, Map<Candidate, WhatIfAnswer> answers) {
        if (move.kind() != MoveKind.HYBRID) {
            return true;
        }
        WhatIfAnswer all = answers.get(move.as(MoveKind.SWAP, BigDecimal.ONE));
        return all == null || !all.excluded().isEmpty();
    }

    private Recommendation recommendation(Source source, Candidate move, WhatIfAnswer answer) {
        boolean declared = constraints.deferrableShare(source.app()) != null;
        Saving saving = move.kind() == MoveKind.TIER && !declared
                ? ofAnyShare(move, answer)
                : new Saving(answer.lowSavings(), answer.savings(), answer.highSavings());
        Evidence evidence = evidence(source, move, answer);
        String id = move.id(query.tenant());
        return new Recommendation(
                id,
                move,
                answer,
                saving,
                Judgement.of(move, saving, evidence, declared, environments(source)),
                Wording.conditions(move, evidence, declared, prices.cacheWritesCostMore(source)),
                evidence,
                decisions.get(id));
    }

    /** Nobody said how much can wait: anything from nothing to all of it. What is saved is proportional to the share. */
    private static Saving ofAnyShare(Candidate move, WhatIfAnswer answer) {
        BigInteger all = new BigDecimal(answer.savings())
                .divide(move.share(), 0, RoundingMode.HALF_EVEN)
                .toBigIntegerExact();
        return new Saving(BigInteger.ZERO, answer.savings(), all);
    }

    private Evidence evidence(Source source, Candidate move, WhatIfAnswer answer) {
        WhatIfAnswer.Moved moved = answer.moved().getFirst();
        List<UsedLine> lines = source.lines();
        return new Evidence(
                answer.baseline().costPico(),
                moved.requests(),
                moved.baselinePico(),
                moved.scenarioPico(),
                answer.excluded(),
                answer.assumptions(),
                moved.quality().stream().filter(beside -> !beside.own()).toList(),
                own(source, move.from()),
                move.kind().changesAnswers() ? own(source, move.to()) : List.of(),
                Source.sum(lines, line -> line.tokens(Meter.Side.INPUT_TOKENS)),
                Source.sum(lines, UsedLine::measuredInputTokens),
                Source.sum(lines, UsedLine::repeatedPrefixTokens),
                Source.sum(lines, line -> line.quantity(Meter.CACHED_INPUT)),
                Source.sum(lines, line -> line.quantity(Meter.REASONING)),
                Source.sum(lines, line -> line.tokens(Meter.Side.OUTPUT_TOKENS)));
    }

    /** What the tenant measured of a model in this app, at the efforts that it runs at. */
    private List<EvaluationScore> own(Source source, Place place) {
        @Nullable String effort = place.reasoningEffort();
        Set<EvaluationScore> scores = new LinkedHashSet<>();
        for (String one : effort == null ? source.efforts() : new TreeSet<>(Set.of(effort))) {
            scores.addAll(evaluations.of(source.app(), place.model(), one));
        }
        return List.copyOf(scores);
    }

    private static Set<String> environments(Source source) {
        Set<String> environments = new TreeSet<>();
        for (UsedLine line : source.lines()) {
            if (line.environment() != null) {
                environments.add(line.environment());
            }
        }
        return environments;
    }
}
