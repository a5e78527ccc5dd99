package io.tokenledger.report.delivery;

import io.tokenledger.report.delivery.channel.Channel;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a notice may go. Pure.
 *
 * @param collects it goes with others in a digest
 */
record Timing(Instant notBefore, boolean collects) {
    private static final String CRITICAL = "critical";

    /**
     * @param openDigest when the digest that is being collected will go; null: none is
     */
    static Timing of(Channel.Manner manner, String severity, @Nullable Instant openDigest, Instant now) {
        if (manner.criticalPasses() && severity.equals(CRITICAL)) {
            return new Timing(now, false);
        }
        Duration digest = manner.digest();
        if (digest == null) {
            return new Timing(free(manner, now), false);
        }
        return new Timing(openDigest != null ? openDigest : free(manner, now.plus(digest)), true);
    }

    private static Instant free(Channel.Manner manner, Instant at) {
        return manner.quietHours().freeFrom(at).orElse(at);
    }
}
