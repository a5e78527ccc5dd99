package io.tokenledger.report.forecast;

import java.util.EnumMap;
import java.util.Map;
import org.hipparchus.distribution.continuous.TDistribution;

/**
 * Intervals from the errors that the method made out of sample, without an assumed distribution: split conformal prediction
 * (Vovk, Gammerman and Shafer, "Algorithmic Learning in a Random World", 2005) on errors that are scaled by how they grow
 * with the horizon. The finite-sample correction counts independent errors: those of one origin resemble each other, so that
 * they count for less (Kish's design effect). A level that so few errors cannot reach is continued with Student's distribution.
 */
final class ConformalSpread implements Spread {
    /** Where nothing was tested, errors are taken to grow like those of a random walk at least, and not to cancel out. */
    private static final double GROWTH_BEYOND = 0.5;

    private static final double HALF = 0.5;

    private final ErrorTable errors;
    private final double floor;
    private final Map<Level, Double> ofOneStep = new EnumMap<>(Level.class);

    /** @param floor the least half-width of what the errors are too few to say; 0 where they may speak alone */
    ConformalSpread(ErrorTable errors, double floor) {
        this.errors = errors;
        this.floor = floor;
        for (Level level : Level.values()) {
            ofOneStep.put(level, score(level, 1));
        }
    }

    @Override
    public double width(Level level, int fromStep, int toStep) {
        int steps = toStep - fromStep;
        int horizon = errors.horizon();
        double score = steps == 1 ? ofOneStep.getOrDefault(level, 0.0) : score(level, Math.min(steps, horizon));
        double longer = steps <= horizon ? 1 : (double) steps / horizon;
        double floorOfSum = floor * steps * (level == Level.EIGHTY ? HALF : 1);
        return Math.max(floorOfSum, score * errors.scale(fromStep, toStep, GROWTH_BEYOND) * longer);
    }

    /** How many times the scale the errors of sums of so many steps reach at a level. */
    private double score(Level level, int steps) {
        ErrorTable.Scores scores = errors.scores(steps);
        if (scores.count() == 0) {
            return 0;
        }
        double independent = scores.independent();
        double wanted = level.share() * (1 + 1 / independent);
        if (wanted <= 1) {
            return scores.quantile(wanted);
        }
        double student = new TDistribution(independent).inverseCumulativeProbability((1 + level.share()) / 2);
        return Math.max(scores.quantile(1), scores.rootMeanSquare() * student * Math.sqrt(1 + 1 / independent));
    }
}
