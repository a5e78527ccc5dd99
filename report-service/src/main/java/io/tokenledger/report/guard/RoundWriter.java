package io.tokenledger.report.guard;

import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.problem.ReportProblem;
import io.tokenledger.report.store.ReportingStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Decides a batch of what waits in one short transaction, whoever else decides at the same time: the rows of all holds that
 * are concerned are locked, in one order everywhere, before anything is decided. Nobody is answered before the commit.
 */
final class RoundWriter {
    /** Books that change while they are read, requests that others answer: each is settled by the next attempt. */
    private static final int MOST_ATTEMPTS = 5;

    private final ReportingStore store;
    private final BooksReader books;
    private final Duration untilUsageIsSeen;
    private final boolean lockByTenant;
    private final Clock clock;

    /**
     * @param untilUsageIsSeen how long it takes what was recorded to get into the states of budgets
     * @param lockByTenant one statement for each tenant, for a database that is distributed
     */
    RoundWriter(ReportingStore store, BooksReader books, Duration untilUsageIsSeen, boolean lockByTenant, Clock clock) {
        this.store = store;
        this.books = books;
        this.untilUsageIsSeen = untilUsageIsSeen;
        this.lockByTenant = lockByTenant;
        this.clock = clock;
    }

    /** The attempt was for nothing, and nothing of it stays. */
    private static final class BeginAgain extends RuntimeException {
        private final boolean booksAreOld;

        BeginAgain(boolean booksAreOld) {
            super("begin again", null, false, false);
            this.booksAreOld = booksAreOld;
        }
    }

    /** Answers all of them, if only with a failure. */
    void decide(List<Ask> asks) {
        try {
            attempts(asks).forEach(Runnable::run);
        } catch (RuntimeException failure) {
            asks.forEach(ask -> ask.answer().completeExceptionally(failure));
        }
    }

    /** What is to be told to those who wait, all of it committed. */
    private List<Runnable> attempts(List<Ask> asks) {
        Books current = books.known();
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            Books by = current;
            try {
                return store.write(connection -> attempt(connection, asks, by, clock.instant()));
            } catch (BeginAgain again) {
                if (again.booksAreOld) {
                    current = books.latest();
                }
            }
        }
        throw ReportError.GUARD_BUSY.because(
                "budgets, prices or requests of the same id change faster than it decides");
    }

    private List<Runnable> attempt(Connection connection, List<Ask> asks, Books by, Instant now) throws SQLException {
        SortedMap<String, TenantBatch> tenants = new TreeMap<>();
        asks.forEach(ask -> tenants.computeIfAbsent(ask.tenant(), tenant -> new TenantBatch(tenant, now))
                .add(ask));
        var pricing = new Pricing(by, currency -> books.rates(currency, now), now);
        Map<Round.RequestKey, Reservation> answered = new HashMap<>();
        find(connection, tenants);
        tenants.values().forEach(tenant -> tenant.prepare(pricing));
        HoldTable.Found found = lock(connection, tenants.values());
        for (TenantBatch tenant : tenants.values()) {
            ReservationTable.forget(connection, tenant.tenant(), tenant.expiredRequests(), now);
            tenant.addAnsweredTo(answered);
        }
        Books.Versions latest = found.versions() == null ? HoldTable.versions(connection) : found.versions();
        if (!latest.equals(by.versions())) {
            throw new BeginAgain(true);
        }
        Map<HoldKey, HoldTable.Locked> holds = found.holds();
        var round = new Round(holds, answered, now);
        List<Runnable> told = released(connection, asks, tenants, round, now);
        for (Ask ask : asks) {
            if (ask instanceof Ask.ToCheck check) {
                told.add(checked(check, tenants, round));
            }
        }
        if (!ReservationTable.insert(connection, round.made())) {
            throw new BeginAgain(false);
        }
        HoldTable.write(connection, holds, now);
        return told;
    }

    private static void find(Connection connection, Map<String, TenantBatch> tenants) throws SQLException {
        List<String> ofReservations = new ArrayList<>();
        List<UUID> reservations = new ArrayList<>();
        List<String> ofRequests = new ArrayList<>();
        List<String> requests = new ArrayList<>();
        for (TenantBatch tenant : tenants.values()) {
            tenant.toRelease().forEach(id -> {
                ofReservations.add(tenant.tenant());
                reservations.add(id);
            });
            tenant.requests().forEach(id -> {
                ofRequests.add(tenant.tenant());
                requests.add(id);
            });
        }
        ReservationTable.withIds(connection, ofReservations, reservations)
                .forEach(found -> batch(tenants, found.tenant()).found(found));
        ReservationTable.forRequests(connection, ofRequests, requests)
                .forEach(found -> batch(tenants, found.tenant()).found(found));
    }

    /** Locks what is there, makes what is not, and locks that. */
    private HoldTable.Found lock(Connection connection, Collection<TenantBatch> tenants) throws SQLException {
        Map<HoldKey, Optional<Instant>> keys = new HashMap<>();
        tenants.forEach(tenant -> tenant.addKeysTo(keys));
        if (keys.isEmpty()) {
            return new HoldTable.Found(Map.of(), null);
        }
        HoldTable.Found found = HoldTable.lock(connection, keys.keySet(), lockByTenant);
        if (found.holds().size() < keys.size()) {
            HoldTable.create(connection, missing(keys, found.holds().keySet()));
            found = HoldTable.lock(connection, keys.keySet(), lockByTenant);
        }
        return found;
    }

    private static Map<HoldKey, Instant> missing(Map<HoldKey, Optional<Instant>> keys, Set<HoldKey> there) {
        Map<HoldKey, Instant> missing = new HashMap<>();
        keys.forEach((key, end) -> {
            if (end.isPresent() && !there.contains(key)) {
                missing.put(key, end.get());
            }
        });
        return missing;
    }

    /** What is given back counts for those who ask in the same batch. */
    private List<Runnable> released(
            Connection connection, List<Ask> asks, Map<String, TenantBatch> tenants, Round round, Instant now)
            throws SQLException {
        List<Runnable> told = new ArrayList<>();
        List<Reservation> reservations = new ArrayList<>();
        List<Instant> from = new ArrayList<>();
        Set<UUID> seen = new HashSet<>();
        for (Ask ask : asks) {
            if (ask instanceof Ask.ToRelease(Release release, var answer)) {
                Reservation reservation = batch(tenants, ask.tenant()).releasable(release.reservation());
                told.add(() -> answer.complete(reservation != null));
                if (reservation != null && seen.add(reservation.id())) {
                    Instant end = release.used() ? Reservation.expiry(now, untilUsageIsSeen.toSeconds()) : now;
                    if (end.isBefore(reservation.expiresAt())) {
                        reservations.add(reservation);
                        from.add(end);
                    }
                }
            }
        }
        List<Boolean> released = ReservationTable.release(connection, reservations, from, now);
        for (int i = 0; i < reservations.size(); i++) {
            if (released.get(i)) {
                round.release(reservations.get(i), from.get(i));
            }
        }
        return told;
    }

    private static Runnable checked(Ask.ToCheck ask, Map<String, TenantBatch> tenants, Round round) {
        TenantBatch tenant = batch(tenants, ask.tenant());
        Round.Prepared prepared = tenant.prepared(ask);
        if (prepared == null) {
            return () -> ask.answer().completeExceptionally(tenant.failure(ask));
        }
        try {
            String answer = round.check(prepared);
            return () -> ask.answer().complete(answer);
        } catch (ReportProblem refused) {
            return () -> ask.answer().completeExceptionally(refused);
        }
    }

    private static TenantBatch batch(Map<String, TenantBatch> tenants, String tenant) {
        TenantBatch batch = tenants.get(tenant);
        if (batch == null) {
            throw new IllegalStateException("nothing of tenant " + tenant + " was asked");
        }
        return batch;
    }
}
