package io.tokenledger.report.guard;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Room that is held for a caller; or, where nothing is held, the answer to a request that may come again.
 *
 * @param request null: the caller did not name its request
 * @param answer JSON as it was answered; null: the caller did not name its request
 * @param expiresAt a whole second; from then on it is as if it never was
 * @param releasedAt what is held stops to count then; null: when it expires
 */
record Reservation(
        String tenant,
        UUID id,
        @Nullable RequestName request,
        @Nullable String answer,
        Instant madeAt,
        Instant expiresAt,
        @Nullable Instant releasedAt,
        Map<HoldKey, BigInteger> amounts) {
    Reservation {
        amounts = Map.copyOf(amounts);
    }

    /** The end of a time from now on: up to a minute to the second, up to ten minutes to ten of them, beyond to the minute; never too early. */
    static Instant expiry(Instant now, long reserveSeconds) {
        long step = reserveSeconds <= 60 ? 1 : reserveSeconds <= 600 ? 10 : 60;
        long second = now.getEpochSecond() + (now.getNano() == 0 ? 0 : 1) + reserveSeconds;
        return Instant.ofEpochSecond(Math.ceilDiv(second, step) * step);
    }
}
