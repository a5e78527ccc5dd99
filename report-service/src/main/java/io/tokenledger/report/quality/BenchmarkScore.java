package io.tokenledger.report.quality;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a model scored on a benchmark, as its source says.
 *
 * @param model the name it is looked up by
 * @param reasoningEffort at which it ran; empty: the source names none
 * @param statedModel the name in the source: {@code o3 (high)}
 * @param score in the benchmark's unit
 * @param cases that were run; null, as the four that follow: not known
 * @param promptTokens of all cases together
 * @param completionTokens of all cases together, reasoning included
 * @param costUsd of all cases together, at prices of that day; exact decimal
 */
public record BenchmarkScore(
        String benchmark,
        String model,
        String reasoningEffort,
        String statedModel,
        BigDecimal score,
        @Nullable Long cases,
        @Nullable Long promptTokens,
        @Nullable Long completionTokens,
        @Nullable BigDecimal costUsd,
        String source,
        LocalDate sourceDate) {}
