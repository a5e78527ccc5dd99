package io.tokenledger.report.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoldTest {
    private static final Instant AT_10 = Instant.ofEpochSecond(10);

    private static Hold hold(long... endsAndAmounts) {
        var byEnd = new TreeMap<Long, BigInteger>();
        for (int i = 0; i < endsAndAmounts.length; i += 2) {
            byEnd.put(endsAndAmounts[i], BigInteger.valueOf(endsAndAmounts[i + 1]));
        }
        return new Hold(byEnd);
    }

    @Test
    void whatEndsInThisVerySecondDoesNotCountAnyMore() {
        assertEquals(BigInteger.valueOf(5), hold(9, 1, 10, 2, 11, 5).heldAt(AT_10));
        assertEquals(BigInteger.valueOf(7), hold(9, 1, 10, 2, 11, 5).heldAt(AT_10.minusNanos(1)));
    }

    @Test
    void whatIsTakenBackIsGoneAndTheRestOfItsSecondStays() {
        Hold hold = hold(11, 5);
        hold.add(11, BigInteger.TWO);
        hold.take(11, BigInteger.valueOf(4));
        assertEquals(BigInteger.valueOf(3), hold.heldAt(AT_10));
        hold.take(11, BigInteger.valueOf(3));
        assertEquals(Map.of(), hold.keptAt(AT_10));
    }

    @Test
    void moreThanIsHeldCannotBeTakenBack() {
        assertThrows(IllegalStateException.class, () -> hold(11, 5).take(11, BigInteger.valueOf(6)));
    }

    @Test
    void whatIsTakenBackAfterItEndedChangesNothing() {
        Hold hold = hold(11, 5);
        hold.take(9, BigInteger.ONE);
        assertFalse(hold.isChanged());
        hold.take(11, BigInteger.ONE);
        assertTrue(hold.isChanged());
    }

    @Test
    void whatHasEndedIsNotKept() {
        assertEquals(
                Map.of(11L, BigInteger.valueOf(5)), hold(9, 1, 10, 2, 11, 5).keptAt(AT_10));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T12:00:00Z,1,2026-11-21T12:00:01Z",
        "2026-11-21T12:00:00.000001Z,1,2026-11-21T12:00:02Z",
        "2026-11-21T12:00:00Z,60,2026-11-21T12:01:00Z",
        "2026-11-21T12:00:01Z,61,2026-11-21T12:01:10Z",
        "2026-11-21T12:00:09Z,61,2026-11-21T12:01:10Z",
        "2026-11-21T12:00:00Z,600,2026-11-21T12:10:00Z",
        "2026-11-21T12:00:00Z,601,2026-11-21T12:11:00Z",
        "2026-11-21T12:00:00Z,3600,2026-11-21T13:00:00Z",
        "2026-11-21T12:00:00.1Z,3600,2026-11-21T13:01:00Z",
    })
    void longerReservationsEndOnCoarserTimesAndNeverTooEarly(Instant now, int seconds, Instant end) {
        assertEquals(end, Reservation.expiry(now, seconds));
    }
}
