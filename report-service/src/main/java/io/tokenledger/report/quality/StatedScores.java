package io.tokenledger.report.quality;

import java.util.List;

/** What a file or a request says of benchmarks: what they are, and what models scored. */
record StatedScores(List<Benchmark> benchmarks, List<BenchmarkScore> scores) {}
