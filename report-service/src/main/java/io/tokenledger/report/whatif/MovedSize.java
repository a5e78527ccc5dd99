package io.tokenledger.report.whatif;

import io.tokenledger.contract.Meter;
import io.tokenledger.report.whatif.UsageCell.Bounds;
import io.tokenledger.report.whatif.UsageCell.OneRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Between which numbers of tokens one request lies after its tokens were changed. Rounded up, which changes no comparison
 * with a whole number: x &gt; limit exactly if ⌈x⌉ &gt; limit.
 */
record MovedSize(long lowInput, long highInput, long lowTotal, long highTotal, long lowOutput, long highOutput) {

    static MovedSize of(UsageCell cell, Factors factors) {
        OneRequest one = cell.one();
        return one == null ? between(cell, factors) : exactly(one, factors);
    }

    private static MovedSize exactly(OneRequest one, Factors factors) {
        BigDecimal input = BigDecimal.valueOf(one.input()).multiply(factors.input());
        BigDecimal output = BigDecimal.valueOf(one.output() - one.reasoning())
                .multiply(factors.outputRatio())
                .add(BigDecimal.valueOf(one.reasoning()).multiply(factors.reasoningRatio()));
        long inputTokens = mean(input, one.requests());
        long totalTokens = mean(input.add(output), one.requests());
        long outputTokens = mean(output, one.requests());
        return new MovedSize(inputTokens, inputTokens, totalTokens, totalTokens, outputTokens, outputTokens);
    }

    private static MovedSize between(UsageCell cell, Factors factors) {
        Bounds bounds = cell.bounds();
        BigDecimal input = factors.input();
        BigDecimal visible = factors.outputRatio();
        BigDecimal reasoning = cell.quantity(Meter.REASONING) == 0 ? visible : factors.reasoningRatio();
        BigDecimal least = visible.min(reasoning);
        BigDecimal most = visible.max(reasoning);
        BigDecimal lowInput = times(bounds.minInput(), input);
        BigDecimal highInput = times(bounds.maxInput(), input);
        BigDecimal lowOutput = times(bounds.minOutput(), least);
        BigDecimal highOutput = times(bounds.maxOutput(), most);
        return new MovedSize(
                up(lowInput),
                up(highInput),
                up(lowInput.add(lowOutput).max(times(bounds.minTotal(), least.min(input)))),
                up(highInput.add(highOutput).min(times(bounds.maxTotal(), most.max(input)))),
                up(lowOutput),
                up(highOutput));
    }

    private static BigDecimal times(long tokens, BigDecimal ratio) {
        return BigDecimal.valueOf(tokens).multiply(ratio);
    }

    private static long mean(BigDecimal tokens, long requests) {
        return tokens.divide(BigDecimal.valueOf(requests), 0, RoundingMode.CEILING)
                .longValueExact();
    }

    private static long up(BigDecimal tokens) {
        return tokens.setScale(0, RoundingMode.CEILING).longValueExact();
    }
}
