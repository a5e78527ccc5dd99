package io.tokenledger.e2e.whatif;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Chance, from a seed: values of the usage that there is, numbers that may be asked for. */
final class Dice {
    private final Random random;
    private final List<Use> uses;

    Dice(Random random, List<Use> uses) {
        this.random = random;
        this.uses = uses;
    }

    /** From 0 on. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    Use use() {
        return pick(uses);
    }

    /** One or two values of a dimension, as some events have them. */
    List<String> values(String dimension) {
        return Stream.generate(this::use)
                .map(use -> use.attribute(dimension))
                .limit(dimension.equals("user") ? 6 : 2)
                .distinct()
                .toList();
    }

    /** A ratio of tokens, half of the time with a range. */
    Ratio ratio() {
        BigDecimal expected = BigDecimal.valueOf(500_000L + random.nextInt(1_500_000), 6);
        BigDecimal spread = BigDecimal.valueOf(random.nextInt(400_000), 6);
        return chance(50)
                ? new Ratio(expected, expected, expected)
                : new Ratio(expected.subtract(spread), expected, expected.add(spread));
    }

    /** Above 0 and below 1, with six decimal places. */
    BigDecimal fraction() {
        return chance(30) ? new BigDecimal("0.9") : BigDecimal.valueOf(1 + random.nextInt(999_999), 6);
    }
}
