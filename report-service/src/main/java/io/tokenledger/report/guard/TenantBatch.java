package io.tokenledger.report.guard;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What waits of one tenant, with all that is known before anything is locked. Pure. */
final class TenantBatch {
    private final String tenant;
    private final Instant now;
    private final List<Ask.ToCheck> checks = new ArrayList<>();
    private final Set<UUID> toRelease = new HashSet<>();
    private final Set<String> requests = new HashSet<>();
    private final Map<UUID, Reservation> releasable = new HashMap<>();
    private final Map<String, Reservation> answered = new HashMap<>();
    private final Set<String> expiredRequests = new HashSet<>();
    private final IdentityHashMap<Ask, Round.Prepared> prepared = new IdentityHashMap<>();
    private final IdentityHashMap<Ask, RuntimeException> failed = new IdentityHashMap<>();

    TenantBatch(String tenant, Instant now) {
        this.tenant = tenant;
        this.now = now;
    }

    String tenant() {
        return tenant;
    }

    void add(Ask ask) {
        switch (ask) {
            case Ask.ToRelease release -> toRelease.add(release.release().reservation());
            case Ask.ToCheck check -> {
                checks.add(check);
                RequestName request = check.check().request();
                if (request != null && !check.check().dryRun()) {
                    requests.add(request.id());
                }
            }
        }
    }

    /** The reservations that are to be released. */
    Set<UUID> toRelease() {
        return toRelease;
    }

    /** The ids of requests, which may have been answered before. */
    Set<String> requests() {
        return requests;
    }

    /** Takes what is there of these. */
    void found(Reservation reservation) {
        RequestName request = reservation.request();
        boolean expired = !reservation.expiresAt().isAfter(now);
        if (!expired && toRelease.contains(reservation.id())) {
            releasable.put(reservation.id(), reservation);
        }
        if (request != null && requests.contains(request.id())) {
            if (expired) {
                expiredRequests.add(request.id());
            } else {
                answered.put(request.id(), reservation);
            }
        }
    }

    /** The requests whose answers are not known any more, but are still there. */
    Set<String> expiredRequests() {
        return expiredRequests;
    }

    /** Null: there is none, it has expired, or nobody asked for it. */
    @Nullable
    Reservation releasable(UUID id) {
        return releasable.get(id);
    }

    void addAnsweredTo(Map<Round.RequestKey, Reservation> all) {
        answered.forEach((id, reservation) -> all.put(new Round.RequestKey(tenant, id), reservation));
    }

    /** Works out what each check takes of which budgets; one that cannot be worked out fails alone. */
    void prepare(Pricing pricing) {
        for (Ask.ToCheck ask : checks) {
            try {
                Need need = pricing.need(ask.check());
                prepared.put(ask, new Round.Prepared(ask.check(), need, pricing.claims(ask.check(), need)));
            } catch (RuntimeException failure) {
                failed.put(ask, failure);
            }
        }
    }

    /** Adds what has to be locked, with the end of the period where it may have to be made; none: it was made before. */
    void addKeysTo(Map<HoldKey, Optional<Instant>> keys) {
        for (Reservation reservation : releasable.values()) {
            reservation.amounts().keySet().forEach(key -> keys.put(key, Optional.empty()));
        }
        for (Round.Prepared check : prepared.values()) {
            for (Claim claim : check.claims()) {
                keys.put(claim.key(), Optional.of(claim.span().to()));
            }
        }
    }

    /** Null: it could not be worked out. */
    Round.@Nullable Prepared prepared(Ask.ToCheck ask) {
        return prepared.get(ask);
    }

    RuntimeException failure(Ask.ToCheck ask) {
        RuntimeException failure = failed.get(ask);
        return failure == null ? new IllegalStateException("neither worked out nor failed: " + ask.check()) : failure;
    }
}
