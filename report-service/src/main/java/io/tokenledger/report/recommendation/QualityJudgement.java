package io.tokenledger.report.recommendation;

import io.tokenledger.report.quality.EvaluationScore;
import io.tokenledger.report.recommendation.Confidence.Level;
import io.tokenledger.report.recommendation.Confidence.Reason;
import io.tokenledger.report.whatif.QualityBeside;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How sure it is that answers stay as good: by the tenant's own evaluations, else by public benchmarks. Pure. */
final class QualityJudgement {
    private static final BigDecimal SMALL_LOSS = new BigDecimal("0.05");
    private static final BigDecimal SMALLEST_SCORE = new BigDecimal("0.000001");
    private static final int PLACES = 4;

    private QualityJudgement() {}

    static Reason of(Evidence evidence) {
        Reason own = own(evidence);
        return own == null ? benchmarks(evidence.benchmarks()) : own;
    }

    /** Null: the tenant evaluated nothing of both. */
    private static @Nullable Reason own(Evidence evidence) {
        List<String> worse = new ArrayList<>();
        boolean compared = false;
        for (EvaluationScore to : evidence.ownTo()) {
            for (EvaluationScore from : evidence.ownFrom()) {
                if (from.evaluation().equals(to.evaluation()) && from.app().equals(to.app())) {
                    compared = true;
                    int order = to.score().compareTo(from.score());
                    if (to.higherIsBetter() ? order < 0 : order > 0) {
                        worse.add(to.evaluation() + " " + from.score().toPlainString() + " to "
                                + to.score().toPlainString());
                    }
                }
            }
        }
        if (!compared) {
            return null;
        }
        return worse.isEmpty()
                ? new Reason(Level.HIGH, "own evaluations are no worse")
                : new Reason(Level.LOW, "own evaluations get worse: " + String.join(", ", worse));
    }

    private static Reason benchmarks(List<QualityBeside> benchmarks) {
        BigDecimal worst = BigDecimal.ZERO;
        String worstOn = "";
        for (QualityBeside beside : benchmarks) {
            BigDecimal size = beside.fromScore().abs().max(SMALLEST_SCORE);
            BigDecimal loss = beside.pointsLost().divide(size, PLACES, RoundingMode.HALF_EVEN);
            if (loss.compareTo(worst) > 0) {
                worst = loss;
                worstOn = beside.title();
            }
        }
        String percent = RecommendationJson.plain(worst.movePointRight(2));
        if (benchmarks.isEmpty()) {
            return new Reason(
                    Level.LOW, "nothing is known of how well it answers: no benchmark that both were tried on");
        }
        return worst.compareTo(SMALL_LOSS) > 0
                ? new Reason(Level.LOW, "it scores " + percent + " % less on " + worstOn)
                : new Reason(
                        Level.MEDIUM,
                        "on public benchmarks it loses at most " + percent + " %; it was not evaluated on own work");
    }
}
