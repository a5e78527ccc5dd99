package io.tokenledger.report.outlook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DayProfileTest {
    private static final Instant DAY = Instant.parse("2026-11-21T00:00:00Z");
    private static final Instant NEXT = DAY.plus(Duration.ofDays(1));

    private static DayProfile of(int... hourAndTokens) {
        long[] tokens = new long[24];
        for (int i = 0; i < hourAndTokens.length; i += 2) {
            tokens[hourAndTokens[i]] = hourAndTokens[i + 1];
        }
        return DayProfile.of(tokens);
    }

    @Test
    void shareStillToComeFollowsTheHoursOfUse() {
        DayProfile profile = of(6, 100, 18, 300);
        assertThat(profile.shareBehind(DAY, at("05:00"), NEXT)).isEqualTo(1);
        assertThat(profile.shareBehind(DAY, at("06:30"), NEXT)).isEqualTo(0.875);
        assertThat(profile.shareBehind(DAY, at("12:00"), NEXT)).isEqualTo(0.75);
        assertThat(profile.shareBehind(DAY, at("19:00"), NEXT)).isZero();
    }

    @Test
    void spanInWhichNothingIsEverUsedIsDividedByItsSeconds() {
        assertThat(of(6, 100).shareBehind(at("12:00"), at("15:00"), at("16:00")))
                .isEqualTo(0.25);
        assertThat(of().shareBehind(DAY, at("18:00"), NEXT)).isEqualTo(0.25);
        assertThat(of(6, 100).at(at("12:00"), at("16:00"), 0.75)).isEqualTo(at("15:00"));
    }

    @Test
    void weightsOfPartsAddUpToThatOfTheWholeAlsoOfManyTokens() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            long[] tokens = random.longs(24, 0, 1L << (10 + random.nextInt(50))).toArray();
            DayProfile profile = DayProfile.of(tokens);
            Instant middle = DAY.plusSeconds(random.nextInt(86_400));
            BigInteger parts = profile.weight(DAY, middle).add(profile.weight(middle, NEXT));
            assertThat(parts).as("seed " + seed).isEqualTo(profile.weight(DAY, NEXT));
            assertThat(profile.weight(DAY, DAY.plus(Duration.ofDays(366))))
                    .as("seed " + seed)
                    .isEqualTo(profile.weight(DAY, NEXT).multiply(BigInteger.valueOf(366)));
        }
    }

    @Test
    void instantOfAShareHasThatShareBeforeIt() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            DayProfile profile = DayProfile.of(random.longs(24, 1, 1_000_000).toArray());
            double share = random.nextDouble();
            Instant instant = profile.at(DAY, NEXT, share);
            assertThat(1 - profile.shareBehind(DAY, instant, NEXT))
                    .as("seed " + seed)
                    .isCloseTo(share, within(0.001));
        }
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-21T" + time + ":00Z");
    }
}
