package io.tokenledger.report.delivery;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait after failures: at random from nothing up to a limit that doubles ("full jitter"), so that many that
 * failed together do not come back together. Pure but for its dice.
 */
record Backoff(Duration first, Duration longest, Duration longestRetryAfter, RandomGenerator random) {
    private static final int MOST_DOUBLINGS = 40;

    /**
     * @param failures so far, this one included, from 1
     * @param retryAfter what the target asked for; null: nothing
     */
    Duration after(int failures, @Nullable Duration retryAfter) {
        int doublings = Math.min(MOST_DOUBLINGS, failures - 1);
        long limitMillis = first.toMillis() << doublings >> doublings == first.toMillis()
                ? Math.min(longest.toMillis(), first.toMillis() << doublings)
                : longest.toMillis();
        Duration jittered = Duration.ofMillis(random.nextLong(limitMillis + 1));
        if (retryAfter == null) {
            return jittered;
        }
        Duration asked = retryAfter.compareTo(longestRetryAfter) > 0 ? longestRetryAfter : retryAfter;
        return asked.compareTo(jittered) > 0 ? asked : jittered;
    }
}
