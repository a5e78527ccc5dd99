package io.tokenledger.report.recommendation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quicktheories.QuickTheory.qt;
import static org.quicktheories.generators.SourceDSL.longs;

import io.tokenledger.report.period.Period;
import io.tokenledger.report.usage.UsageQuery;
import io.tokenledger.report.whatif.PriceBasis;
import io.tokenledger.report.whatif.WhatIfAnswer;
import io.tokenledger.report.whatif.WhatIfQuestion;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Against all sets there are. */
class BestSetTest {
    private static final long SEED = Long.getLong("tokenledger.seed", System.nanoTime());
    private static final int EXAMPLES = 400;

    @Test
    void noSetOfMovesThatGoTogetherSavesMore() {
        System.out.println("best set: -Dtokenledger.seed=" + SEED);
        qt().withFixedSeed(SEED)
                .withExamples(EXAMPLES)
                .withShrinkCycles(0)
                .forAll(longs().all())
                .checkAssert(seed -> {
                    List<Recommendation> all = moves(new Random(seed));
                    BestSet best = BestSet.of(all, Confidence.Level.LOW);
                    for (Recommendation one : best.moves()) {
                        assertThat(best.moves())
                                .noneMatch(other -> !other.id().equals(one.id())
                                        && one.move().excludes(other.move()));
                    }
                    assertThat(best.saving().expectedPico()).as("seed " + seed).isEqualTo(mostOf(all));
                });
    }

    @Test
    void lessSureMovesAreLeftOut() {
        List<Recommendation> all = moves(new Random(7));
        assertThat(BestSet.of(all, Confidence.Level.HIGH).moves()).isEmpty();
    }

    private static BigInteger mostOf(List<Recommendation> all) {
        BigInteger most = BigInteger.ZERO;
        for (int set = 0; set < 1 << all.size(); set++) {
            BigInteger sum = BigInteger.ZERO;
            List<Recommendation> chosen = new ArrayList<>();
            boolean together = true;
            for (int i = 0; i < all.size() && together; i++) {
                if ((set >> i & 1) == 1) {
                    Recommendation one = all.get(i);
                    together = chosen.stream().noneMatch(other -> sameUsage(one.move(), other.move()));
                    chosen.add(one);
                    sum = sum.add(one.saving().expectedPico());
                }
            }
            most = together ? most.max(sum) : most;
        }
        return most;
    }

    /** Whether there can be a request that both would move, tried out. */
    private static boolean sameUsage(Candidate one, Candidate other) {
        for (String tier : List.of("standard", "flex")) {
            for (String effort : List.of("high", "medium", "low")) {
                if (one.app().equals(other.app())
                        && one.from().model().equals(other.from().model())
                        && takes(one.from(), tier, effort)
                        && takes(other.from(), tier, effort)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean takes(Place place, String tier, String effort) {
        return (place.serviceTier() == null || place.serviceTier().equals(tier))
                && (place.reasoningEffort() == null || place.reasoningEffort().equals(effort));
    }

    private static List<Recommendation> moves(Random random) {
        List<Recommendation> moves = new ArrayList<>();
        int count = 1 + random.nextInt(11);
        for (int i = 0; i < count; i++) {
            Place from = new Place(
                    "p",
                    random.nextInt(4) == 0 ? "n" : "m",
                    oneOf(random, "standard", "flex"),
                    oneOf(random, "high", "medium", "low"));
            moves.add(move(from, i, BigInteger.valueOf(1 + random.nextInt(100))));
        }
        return moves;
    }

    private static @Nullable String oneOf(Random random, String... values) {
        return random.nextInt(3) == 0 ? null : values[random.nextInt(values.length)];
    }

    private static Recommendation move(Place from, int number, BigInteger saving) {
        var move = new Candidate(MoveKind.SWAP, "app", from, Place.of("p", "to" + number), BigDecimal.ONE, List.of());
        var evidence = new Evidence(
                BigInteger.TEN,
                BigDecimal.ONE,
                BigInteger.TEN,
                BigInteger.ZERO,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                0,
                0,
                0,
                0,
                0,
                0);
        var question = new WhatIfQuestion(
                new UsageQuery(
                        new Period(
                                Instant.parse("2026-01-01T00:00:00Z"),
                                Instant.parse("2026-02-01T00:00:00Z"),
                                ZoneOffset.UTC),
                        List.of(),
                        List.of(),
                        "USD"),
                List.of(move.swap()),
                PriceBasis.AS_BOOKED);
        var answer = new WhatIfAnswer(
                question,
                1,
                new WhatIfAnswer.Before(BigDecimal.ONE, BigInteger.TEN, BigDecimal.ZERO),
                BigInteger.ZERO,
                saving,
                saving,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                BigInteger.ZERO,
                List.of(),
                List.of(),
                0);
        return new Recommendation(
                "id" + number,
                move,
                answer,
                new Saving(saving, saving, saving),
                new Confidence(Confidence.Level.MEDIUM, List.of()),
                List.of(),
                evidence,
                null);
    }
}
