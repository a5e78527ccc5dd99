package io.tokenledger.pricing.contract;

import io.tokenledger.pricing.contract.settlement.Charge;
import io.tokenledger.pricing.contract.settlement.ChargeEntry;
import io.tokenledger.pricing.contract.settlement.Commitment;
import io.tokenledger.pricing.contract.settlement.CommitmentSettlement;
import io.tokenledger.pricing.contract.settlement.Period;
import io.tokenledger.pricing.contract.settlement.ProvisionedThroughput;
import io.tokenledger.pricing.contract.settlement.Term;
import io.tokenledger.pricing.contract.settlement.ThroughputSettlement;
import io.tokenledger.pricing.contract.settlement.UsageSum;
import io.tokenledger.pricing.contract.settlement.VolumeSettlement;
import io.tokenledger.pricing.contract.settlement.VolumeTiers;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Makes the ledger say what the terms charge: works out each period's charges from the usage in the books and appends
 * the differences to what is booked already. Again changes nothing; usage that comes late or costs something else by now
 * changes the charges by the difference.
 *
 * <p>A transaction per period, in which no other instance settles the same tenant.
 */
@ApplicationScoped
public class ContractSettlement {
    private static final int MOST_HOURS = 28 * 24;
    private static final int MOST_ATTEMPTS = 4;
    private static final List<String> REPEATABLE = List.of("23505", "40001", "40P01");

    private final DataSource dataSource;
    private final BookedCharges bookedCharges = new BookedCharges();

    public ContractSettlement(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** What is done within the transaction of a period: the entries that are missing. */
    @FunctionalInterface
    private interface Missing {
        List<ChargeEntry> in(Connection connection) throws SQLException;
    }

    /** Settles the terms of a tenant. Volume discounts first: a commitment is drawn down by what is left of the cost. */
    Settled settle(String tenant, SettlementSpan span, Instant bookedAt) throws SQLException {
        List<StatedTerm> stated;
        try (Connection connection = dataSource.getConnection()) {
            stated = TermTable.ofTenant(connection, tenant);
        }
        List<Term> terms = stated.stream()
                .filter(StatedTerm::isInForce)
                .map(StatedTerm::term)
                .toList();
        var booked = new ArrayList<List<ChargeEntry>>();
        for (Term term : terms) {
            List<Term> ofSameKind = terms.stream()
                    .filter(other -> other.terms().kind().equals(term.terms().kind()))
                    .toList();
            switch (term.terms()) {
                case VolumeTiers tiers -> settleMonths(term, tiers, ofSameKind, span, bookedAt, booked);
                case ProvisionedThroughput throughput ->
                    settleHours(term, throughput, ofSameKind, span, bookedAt, booked);
                case Commitment _ -> {
                    // after the others, below
                }
            }
        }
        if (span.isEverything()) {
            for (StatedTerm term : stated) {
                if (!term.isInForce()) {
                    takeBack(term.term(), bookedAt, booked);
                }
            }
        }
        for (Term term : terms) {
            if (term.terms() instanceof Commitment commitment) {
                settleEnd(term, commitment, span, bookedAt, booked);
            }
        }
        return Settled.of(tenant, booked);
    }

    private void settleMonths(
            Term term,
            VolumeTiers tiers,
            List<Term> ofSameKind,
            SettlementSpan span,
            Instant bookedAt,
            List<List<ChargeEntry>> booked)
            throws SQLException {
        Instant quarter = SettlementSpan.quarterHour(span.until());
        for (Period month : Period.months(term.range(), term.zone(), quarter)) {
            boolean isOver = month.isOverBy(span.until());
            if (span.reaches(month.until()) && (isOver || span.running())) {
                Instant until = isOver ? month.until() : quarter;
                booked.add(inTransaction(term, bookedAt, connection -> {
                    List<UsageSum> usage = ContractUsage.sums(connection, term, ofSameKind, month.from(), until);
                    return ChargeEntry.missing(
                            VolumeSettlement.targets(term, tiers, month, usage, lastInstantBefore(until)),
                            bookedCharges.of(connection, term, month.from(), month.until()));
                }));
            }
        }
    }

    private void settleHours(
            Term term,
            ProvisionedThroughput throughput,
            List<Term> ofSameKind,
            SettlementSpan span,
            Instant bookedAt,
            List<List<ChargeEntry>> booked)
            throws SQLException {
        Instant first = term.range().from();
        Instant rangeUntil = term.range().until();
        Instant end = rangeUntil == null || rangeUntil.isAfter(span.until()) ? span.until() : rangeUntil;
        long hours = Duration.between(first, end).toHours();
        Instant after = span.after();
        long done =
                after == null ? 0 : Math.max(0, Duration.between(first, after).toHours());
        for (long hour = done; hour < hours; hour += MOST_HOURS) {
            Instant from = first.plus(hour, ChronoUnit.HOURS);
            Instant until = first.plus(Math.min(hour + MOST_HOURS, hours), ChronoUnit.HOURS);
            booked.add(inTransaction(term, bookedAt, connection -> {
                Map<Instant, List<UsageSum>> usage =
                        ContractUsage.tokensByHour(connection, term, ofSameKind, from, until);
                var targets = new ArrayList<Charge>();
                for (Instant at = from; at.isBefore(until); at = at.plus(1, ChronoUnit.HOURS)) {
                    targets.addAll(
                            ThroughputSettlement.targets(term, throughput, at, usage.getOrDefault(at, List.of())));
                }
                return ChargeEntry.missing(targets, bookedCharges.of(connection, term, from, until));
            }));
        }
    }

    private void settleEnd(
            Term term, Commitment commitment, SettlementSpan span, Instant bookedAt, List<List<ChargeEntry>> booked)
            throws SQLException {
        Instant end = term.range().until();
        if (end == null || end.isAfter(span.until()) || !span.reaches(end)) {
            return;
        }
        booked.add(inTransaction(term, bookedAt, connection -> {
            BigInteger drawn = drawnPico(connection, term, end);
            return ChargeEntry.missing(
                    CommitmentSettlement.targets(term, commitment, drawn, lastInstantBefore(end)),
                    bookedCharges.of(connection, term, term.range().from(), end));
        }));
    }

    /** What has drawn a commitment down by a time: rated cost and volume discounts that are accounted in the term. */
    BigInteger drawnPico(Connection connection, Term term, Instant until) throws SQLException {
        Instant from = term.range().from();
        BigInteger rated = ContractUsage.sums(connection, term, List.of(), from, until).stream()
                .filter(sum -> sum.currency().equals(term.currency()))
                .map(UsageSum::costPico)
                .reduce(BigInteger.ZERO, BigInteger::add);
        return rated.add(bookedCharges.volumeDiscounts(connection, term, from, until));
    }

    /** Takes everything back that a withdrawn term has charged. */
    private void takeBack(Term term, Instant bookedAt, List<List<ChargeEntry>> booked) throws SQLException {
        for (Period month : Period.months(term.range(), term.zone(), bookedAt)) {
            booked.add(inTransaction(
                    term,
                    bookedAt,
                    connection -> ChargeEntry.missing(
                            List.of(), bookedCharges.of(connection, term, month.from(), month.until()))));
        }
    }

    private static Instant lastInstantBefore(Instant end) {
        return end.minus(1, ChronoUnit.MICROS);
    }

    private List<ChargeEntry> inTransaction(Term term, Instant bookedAt, Missing missing) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try {
                return ContractTransaction.run(dataSource, connection -> {
                    lock(connection, term.tenant());
                    List<ChargeEntry> entries = missing.in(connection);
                    bookedCharges.append(connection, term, entries, bookedAt);
                    return entries;
                });
            } catch (SQLException e) {
                if (attempt == MOST_ATTEMPTS || !REPEATABLE.contains(e.getSQLState())) {
                    throw e;
                }
            }
        }
    }

    // A statement of its own, and the first: what follows sees all that the settlement before it has committed.
    private static final String LOCK =
            "SELECT pg_advisory_xact_lock(hashtextextended('tokenledger:contract:' || ?, 0))";

    private static void lock(Connection connection, String tenant) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
            lock.setString(1, tenant);
            lock.execute();
        }
    }
}
