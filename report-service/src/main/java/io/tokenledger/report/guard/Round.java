package io.tokenledger.report.guard;

import io.tokenledger.report.problem.ReportError;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides what waits, in the order in which it came, over holds that are locked; what has to be written then is collected.
 * Pure: begun again from the start where the transaction is.
 */
final class Round {
    /** A request's id is the tenant's own. */
    record RequestKey(String tenant, String id) {}

    /** A check with what it takes of which budgets. */
    record Prepared(Check check, Need need, List<Claim> claims) {}

    private final Map<HoldKey, HoldTable.Locked> holds;
    private final Map<RequestKey, Reservation> answered;
    private final Instant now;
    private final List<Reservation> made = new ArrayList<>();

    /**
     * @param holds of every budget that is concerned
     * @param answered what was answered to requests before, not expired
     */
    Round(Map<HoldKey, HoldTable.Locked> holds, Map<RequestKey, Reservation> answered, Instant now) {
        this.holds = holds;
        this.answered = new HashMap<>(answered);
        this.now = now;
    }

    /** The reservations that were made, to be written. */
    List<Reservation> made() {
        return made;
    }

    /** The answer as JSON. */
    String check(Prepared prepared) {
        Check check = prepared.check();
        RequestName request = check.dryRun() ? null : check.request();
        Reservation before = request == null ? null : answered.get(new RequestKey(check.tenant(), request.id()));
        if (before != null && request != null) {
            return again(before, request);
        }
        Decision decision = decision(prepared);
        Map<HoldKey, BigInteger> amounts = decision.allowed() && !check.dryRun() ? amounts(prepared) : Map.of();
        if (request == null && amounts.isEmpty()) {
            return CheckAnswerJson.of(decision, prepared.need(), null).text();
        }
        return reserve(prepared, decision, request, amounts);
    }

    private static String again(Reservation before, RequestName request) {
        String answer = before.answer();
        if (answer == null || !request.equals(before.request())) {
            throw ReportError.REQUEST_ID_REUSED.because("request_id '" + request.id()
                    + "' was answered before, to another question: a request has an id of its own");
        }
        return answer;
    }

    private Decision decision(Prepared prepared) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Claim claim : prepared.claims()) {
            HoldTable.Locked locked = locked(claim.key());
            verdicts.add(Verdict.of(
                    claim,
                    locked.state(),
                    locked.hold().heldAt(now),
                    prepared.check().deniesUnknown()));
        }
        return Decision.of(verdicts);
    }

    /** What is to be held: of budgets whose part is known, and not zero. */
    private static Map<HoldKey, BigInteger> amounts(Prepared prepared) {
        Map<HoldKey, BigInteger> amounts = new HashMap<>();
        for (Claim claim : prepared.claims()) {
            BigInteger amount = claim.amount();
            if (amount != null && amount.signum() > 0) {
                amounts.put(claim.key(), amount);
            }
        }
        return amounts;
    }

    private String reserve(
            Prepared prepared, Decision decision, @Nullable RequestName request, Map<HoldKey, BigInteger> amounts) {
        Check check = prepared.check();
        Instant expiresAt = Reservation.expiry(now, check.reserveSeconds());
        var bare = new Reservation(check.tenant(), UUID.randomUUID(), null, null, now, expiresAt, null, amounts);
        String answer = CheckAnswerJson.of(decision, prepared.need(), amounts.isEmpty() ? null : bare)
                .text();
        amounts.forEach((key, amount) -> locked(key).hold().add(expiresAt.getEpochSecond(), amount));
        if (request == null) {
            made.add(bare);
        } else {
            var kept = new Reservation(check.tenant(), bare.id(), request, answer, now, expiresAt, null, amounts);
            made.add(kept);
            answered.put(new RequestKey(check.tenant(), request.id()), kept);
        }
        return answer;
    }

    /**
     * Takes a reservation out of the holds.
     *
     * @param from when it stops to count: now, or a whole second before it expires
     */
    void release(Reservation reservation, Instant from) {
        reservation.amounts().forEach((key, amount) -> {
            HoldTable.Locked locked = holds.get(key);
            if (locked != null) { // a period that is long over has no row any more
                locked.hold().take(reservation.expiresAt().getEpochSecond(), amount);
                if (from.isAfter(now)) {
                    locked.hold().add(from.getEpochSecond(), amount);
                }
            }
        });
    }

    private HoldTable.Locked locked(HoldKey key) {
        HoldTable.Locked locked = holds.get(key);
        if (locked == null) {
            throw new IllegalStateException(key + " is not locked");
        }
        return locked;
    }
}
