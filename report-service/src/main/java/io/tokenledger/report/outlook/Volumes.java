package io.tokenledger.report.outlook;

import io.tokenledger.report.forecast.History;
import io.tokenledger.report.forecast.Step;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.stream.IntStream;

/** What each step of a history brought, by what is counted: for statistics, which take whole numbers as doubles. */
final class Volumes {
    private final double[] requests;
    private final double[] inputTokens;
    private final double[] outputTokens;

    /** Nothing, for so many steps. */
    Volumes(int steps) {
        this(new double[steps], new double[steps], new double[steps]);
    }

    private Volumes(double[] requests, double[] inputTokens, double[] outputTokens) {
        this.requests = requests;
        this.inputTokens = inputTokens;
        this.outputTokens = outputTokens;
    }

    void add(int step, Amounts amounts) {
        requests[step] += amounts.requests();
        inputTokens[step] += amounts.inputTokens();
        outputTokens[step] += amounts.outputTokens();
    }

    void add(Volumes other) {
        for (int i = 0; i < requests.length; i++) {
            requests[i] += other.requests[i];
            inputTokens[i] += other.inputTokens[i];
            outputTokens[i] += other.outputTokens[i];
        }
    }

    /** Without what was before the first step that is looked at. */
    Volumes from(int step) {
        return new Volumes(tail(requests, step), tail(inputTokens, step), tail(outputTokens, step));
    }

    private static double[] tail(double[] values, int from) {
        return Arrays.copyOfRange(values, from, values.length);
    }

    int steps() {
        return requests.length;
    }

    /** The first step in which anything was used; as many as there are steps where nothing was. */
    int firstUsed() {
        return IntStream.range(0, requests.length)
                .filter(i -> requests[i] != 0 || inputTokens[i] != 0 || outputTokens[i] != 0)
                .findFirst()
                .orElse(requests.length);
    }

    double[] requests() {
        return requests;
    }

    double[] inputTokens() {
        return inputTokens;
    }

    double[] outputTokens() {
        return outputTokens;
    }

    /** Input and output together. */
    double[] tokens() {
        return IntStream.range(0, requests.length)
                .mapToDouble(i -> inputTokens[i] + outputTokens[i])
                .toArray();
    }

    /** What each step would cost at the prices of now, roughly. */
    double[] costs(UnitCosts prices) {
        return IntStream.range(0, requests.length)
                .mapToDouble(i -> prices.roughly(requests[i], inputTokens[i], outputTokens[i]))
                .toArray();
    }

    /** A series of them. A step that corrections bring below nothing counts as nothing. */
    static History history(Step step, ZonedDateTime start, double[] values) {
        return History.of(
                step,
                start,
                Arrays.stream(values).map(value -> Math.max(0, value)).toArray());
    }

    static boolean isNothing(double[] values) {
        return Arrays.stream(values).allMatch(value -> value <= 0);
    }
}
