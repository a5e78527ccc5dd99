package io.tokenledger.report.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private final long seed = ThreadLocalRandom.current().nextLong();
    private final Backoff backoff =
            new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(10), Duration.ofHours(1), new Random(seed));

    @ParameterizedTest
    @CsvSource({
        "1,1000",
        "2,2000",
        "3,4000",
        "9,256000",
        "10,512000",
        "11,600000",
        "12,600000",
        "100,600000",
        "2147483647,600000"
    })
    void waitIsAnywhereFromNothingToALimitThatDoublesUpToTheLongest(int failures, long limitMillis) {
        List<Long> waits = new ArrayList<>();
        for (int index = 0; index < 2_000; index++) {
            waits.add(backoff.after(failures, null).toMillis());
        }
        assertThat(waits)
                .as("seed %d", seed)
                .allSatisfy(wait -> assertThat(wait).isBetween(0L, limitMillis));
        assertThat(waits.stream().mapToLong(wait -> wait).average().orElseThrow())
                .as("half of the limit on average, seed %d", seed)
                .isBetween(0.45 * limitMillis, 0.55 * limitMillis);
    }

    @Test
    void targetIsListenedToUpToTheLongest() {
        assertThat(backoff.after(1, Duration.ofSeconds(90))).isEqualTo(Duration.ofSeconds(90));
        assertThat(backoff.after(1, Duration.ofDays(3))).isEqualTo(Duration.ofHours(1));
        assertThat(backoff.after(1, Duration.ZERO)).isBetween(Duration.ZERO, Duration.ofSeconds(1));
    }
}
