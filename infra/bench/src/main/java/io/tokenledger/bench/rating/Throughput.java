package io.tokenledger.bench.rating;

import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.util.ListStatistics;

/**
 * Something per second.
 *
 * @param error half of the 99.9 % interval of the mean, as JMH tells it
 */
record Throughput(double perSecond, double error) {
    private static final double CONFIDENCE = 0.999;

    static Throughput of(List<Double> runs) {
        var statistics = new ListStatistics(
                runs.stream().mapToDouble(Double::doubleValue).toArray());
        return new Throughput(statistics.getMean(), statistics.getMeanErrorAt(CONFIDENCE));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,12.0f ± %,.0f", perSecond, error);
    }
}
