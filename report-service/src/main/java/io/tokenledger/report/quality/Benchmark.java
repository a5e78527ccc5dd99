package io.tokenledger.report.quality;

/**
 * What a benchmark is.
 *
 * @param benchmark its id: {@code swe_bench_verified}
 * @param unit {@code percent}, {@code rating}
 */
public record Benchmark(String benchmark, String title, String unit, boolean higherIsBetter) {}
