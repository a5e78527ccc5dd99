package io.tokenledger.report.recommendation;

import io.tokenledger.report.recommendation.Confidence.Level;
import io.tokenledger.report.recommendation.Confidence.Reason;
import io.tokenledger.report.whatif.Estimate;
import io.tokenledger.report.whatif.WhatIfAnswer.Assumed;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** How sure a move is: by the width of its range, by what is assumed, by evidence of quality, by what cannot move. Pure. */
final class Judgement {
    private static final int NARROW_PERCENT = 25;
    private static final int WIDE_PERCENT = 100;
    private static final BigDecimal FEW_EXCLUDED_PERCENT = BigDecimal.valueOf(5);
    private static final BigDecimal MANY_EXCLUDED_PERCENT = BigDecimal.valueOf(25);
    private static final int MOSTLY_MEASURED_PERCENT = 80;
    private static final Set<String> LIVE = Set.of("prod", "production", "live");

    private final Saving saving;
    private final Evidence evidence;
    private final List<Reason> reasons = new ArrayList<>();

    private Judgement(Saving saving, Evidence evidence) {
        this.saving = saving;
        this.evidence = evidence;
    }

    /**
     * What it comes to.
     *
     * @param deferrableDeclared whether the tenant said how much of the app can wait
     * @param environments of the usage
     */
    static Confidence of(
            Candidate move, Saving saving, Evidence evidence, boolean deferrableDeclared, Set<String> environments) {
        Judgement judgement = new Judgement(saving, evidence);
        judgement.range();
        judgement.assumptions();
        judgement.excluded();
        switch (move.kind()) {
            case SWAP, HYBRID, EFFORT -> judgement.reasons.add(QualityJudgement.of(evidence));
            case TIER -> judgement.waiting(deferrableDeclared, environments);
            case CACHING -> judgement.measured();
        }
        return Confidence.of(judgement.reasons);
    }

    private void add(Level atMost, String text) {
        reasons.add(new Reason(atMost, text));
    }

    private void range() {
        BigInteger width = saving.highPico().subtract(saving.lowPico());
        if (saving.lowPico().signum() < 0) {
            add(Level.LOW, "where assumptions fail it may cost more than now");
            return;
        }
        BigInteger percent = width.multiply(BigInteger.valueOf(100))
                .divide(saving.expectedPico().max(BigInteger.ONE));
        Level level = percent.compareTo(BigInteger.valueOf(NARROW_PERCENT)) <= 0
                ? Level.HIGH
                : percent.compareTo(BigInteger.valueOf(WIDE_PERCENT)) <= 0 ? Level.MEDIUM : Level.LOW;
        add(level, "the range of the saving is " + percent + " % of what is expected");
    }

    private void assumptions() {
        Set<String> defaults = new TreeSet<>();
        Set<String> measured = new TreeSet<>();
        for (Assumed assumed : evidence.assumptions()) {
            if (assumed.estimate().origin() == Estimate.Origin.MEASURED) {
                measured.add(assumed.assumption().wireName());
            } else if (!assumed.estimate().isCertain()) {
                defaults.add(assumed.assumption().wireName());
            }
        }
        if (!defaults.isEmpty()) {
            add(Level.MEDIUM, "assumed and not measured: " + String.join(", ", defaults));
        }
        if (!measured.isEmpty()) {
            add(Level.HIGH, "measured: " + String.join(", ", measured));
        }
    }

    private void excluded() {
        BigDecimal percent = evidence.excludedPercent();
        if (percent.signum() > 0) {
            Level level = percent.compareTo(FEW_EXCLUDED_PERCENT) <= 0
                    ? Level.HIGH
                    : percent.compareTo(MANY_EXCLUDED_PERCENT) <= 0 ? Level.MEDIUM : Level.LOW;
            add(level, percent.toPlainString() + " % of the cost cannot be moved");
        }
    }

    private void waiting(boolean declared, Set<String> environments) {
        if (!declared) {
            add(Level.LOW, "nobody said how much of this work can wait: half of it is assumed, from nothing to all");
        } else {
            add(Level.HIGH, "it was declared how much of this work can wait");
        }
        List<String> live = environments.stream()
                .filter(environment -> LIVE.contains(environment.toLowerCase(Locale.ROOT)))
                .toList();
        if (!live.isEmpty()) {
            add(Level.MEDIUM, "it runs in " + String.join(", ", live) + ", where somebody may wait for the answer");
        }
    }

    private void measured() {
        long percent = BigInteger.valueOf(evidence.measuredInputTokens())
                .multiply(BigInteger.valueOf(100))
                .divide(BigInteger.valueOf(Math.max(1, evidence.inputTokens())))
                .longValueExact();
        add(
                percent >= MOSTLY_MEASURED_PERCENT ? Level.HIGH : Level.MEDIUM,
                "repeated prefixes were measured in " + percent + " % of the input; the rest counts as not repeated");
    }
}
