package io.tokenledger.bench.rating;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link RateLoop} under JMH, in a JVM of its own. */
final class InProcess {
    private static final int ITERATIONS = 5;

    private InProcess() {}

    /** Ratings per second over all cases, and over those of the peer where it has any. */
    record Measured(Throughput all, @Nullable Throughput peerCases) {}

    /** @param peerCases null: there is no peer */
    static Measured measure(RatingOptions options, @Nullable Path peerCases) throws RunnerException {
        var chosen = new ArrayList<>(List.of(RateLoop.ALL));
        if (peerCases != null) {
            chosen.add(RateLoop.PEER);
        }
        // A third of the time to warm up; all cases and the peer's share the rest.
        TimeValue iteration = TimeValue.milliseconds(options.seconds() * 1000L / chosen.size() * 2 / 3 / ITERATIONS);
        var plan = new OptionsBuilder()
                .include("^" + RateLoop.class.getName() + "\\.rate$")
                .param("cases", chosen.toArray(String[]::new))
                .threads(1)
                .forks(1)
                .warmupIterations(2)
                .warmupTime(TimeValue.milliseconds(
                        iteration.convertTo(java.util.concurrent.TimeUnit.MILLISECONDS) * ITERATIONS / 4))
                .measurementIterations(ITERATIONS)
                .measurementTime(iteration)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                // One thread collects garbage, so that one core is really all that is used.
                .jvmArgs("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC", "--sun-misc-unsafe-memory-access=allow")
                .jvmArgsAppend(
                        "-D" + RateLoop.SEED + "=" + options.seed(), "-D" + RateLoop.PEER_CASES + "=" + peerCases)
                .build();
        Throughput all = null;
        Throughput ofPeer = null;
        for (var result : new Runner(plan).run()) {
            if (result.getParams().getParam("cases").equals(RateLoop.ALL)) {
                all = throughput(result.getPrimaryResult());
            } else {
                ofPeer = throughput(result.getPrimaryResult());
            }
        }
        if (all == null) {
            throw new IllegalStateException("JMH ran no benchmark");
        }
        return new Measured(all, ofPeer);
    }

    private static Throughput throughput(Result<?> result) {
        return new Throughput(result.getScore(), result.getScoreError());
    }
}
