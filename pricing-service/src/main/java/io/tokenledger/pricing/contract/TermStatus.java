package io.tokenledger.pricing.contract;

import io.tokenledger.pricing.contract.TermStatusJson.CommitmentStatus;
import io.tokenledger.pricing.contract.TermStatusJson.ThroughputStatus;
import io.tokenledger.pricing.contract.TermStatusJson.VolumeStatus;
import io.tokenledger.pricing.contract.settlement.Commitment;
import io.tokenledger.pricing.contract.settlement.Period;
import io.tokenledger.pricing.contract.settlement.ProvisionedThroughput;
import io.tokenledger.pricing.contract.settlement.Term;
import io.tokenledger.pricing.contract.settlement.UsageSum;
import io.tokenledger.pricing.contract.settlement.VolumeSettlement;
import io.tokenledger.pricing.contract.settlement.VolumeSettlement.Month;
import io.tokenledger.pricing.contract.settlement.VolumeTiers;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** How far a term has come: what was used, what was charged, what is left. Read from the books; changes nothing. */
@ApplicationScoped
public class TermStatus {
    private final DataSource dataSource;
    private final ContractSettlement settlement;
    private final BookedCharges bookedCharges = new BookedCharges();

    public TermStatus(DataSource dataSource, ContractSettlement settlement) {
        this.dataSource = dataSource;
        this.settlement = settlement;
    }

    /** At a time that is not in the future; usage is counted up to the quarter of an hour before it. */
    TermStatusJson at(long termId, Instant time) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            StatedTerm stated = ContractBook.found(connection, termId);
            Term term = stated.term();
            BookedCharges.Summary charged = bookedCharges.summary(connection, term, time);
            VolumeStatus volume = null;
            CommitmentStatus drawdown = null;
            ThroughputStatus throughput = null;
            switch (term.terms()) {
                case VolumeTiers tiers -> volume = volume(connection, term, tiers, time);
                case Commitment commitment -> drawdown = drawdown(connection, term, commitment, time);
                case ProvisionedThroughput it -> throughput = throughput(connection, term, it, charged, time);
            }
            return new TermStatusJson(
                    TermJson.of(stated),
                    time,
                    TermStatusJson.ChargesBooked.of(term, charged),
                    volume,
                    drawdown,
                    throughput);
        }
    }

    private static @Nullable VolumeStatus volume(Connection connection, Term term, VolumeTiers tiers, Instant time)
            throws SQLException {
        Instant quarter = SettlementSpan.quarterHour(time);
        List<Period> months = Period.months(term.range(), term.zone(), quarter);
        if (months.isEmpty()) {
            return null;
        }
        Period month = months.getLast();
        Instant until = month.isOverBy(quarter) ? month.until() : quarter;
        List<UsageSum> usage = ContractUsage.sums(connection, term, ofSameKind(connection, term), month.from(), until);
        Month sums = VolumeSettlement.month(term, tiers, usage);
        return VolumeStatus.of(month, until, tiers, sums);
    }

    private @Nullable CommitmentStatus drawdown(Connection connection, Term term, Commitment commitment, Instant time)
            throws SQLException {
        Instant until = endOf(term, time);
        if (!until.isAfter(term.range().from())) {
            return null;
        }
        BigInteger drawn = settlement.drawnPico(connection, term, until);
        return CommitmentStatus.of(commitment, drawn, term.range().from(), until);
    }

    private static @Nullable ThroughputStatus throughput(
            Connection connection,
            Term term,
            ProvisionedThroughput throughput,
            BookedCharges.Summary charged,
            Instant time)
            throws SQLException {
        Instant from = term.range().from();
        Instant end = endOf(term, time);
        if (!end.isAfter(from)) {
            return null;
        }
        Duration hours = Duration.ofHours(Duration.between(from, end).toHours());
        BigInteger tokens =
                ContractUsage.sums(connection, term, ofSameKind(connection, term), from, from.plus(hours)).stream()
                        .map(UsageSum::tokens)
                        .reduce(BigInteger.ZERO, BigInteger::add);
        return ThroughputStatus.of(throughput, hours.toHours(), tokens, charged);
    }

    private static Instant endOf(Term term, Instant time) {
        Instant quarter = SettlementSpan.quarterHour(time);
        Instant until = term.range().until();
        return until == null || until.isAfter(quarter) ? quarter : until;
    }

    private static List<Term> ofSameKind(Connection connection, Term term) throws SQLException {
        return TermTable.ofTenant(connection, term.tenant()).stream()
                .filter(StatedTerm::isInForce)
                .map(StatedTerm::term)
                .filter(other -> other.terms().kind().equals(term.terms().kind()))
                .toList();
    }
}
