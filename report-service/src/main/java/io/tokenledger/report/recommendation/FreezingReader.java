package io.tokenledger.report.recommendation;

import io.tokenledger.report.fx.Exchange;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.period.Period;
import io.tokenledger.report.prices.PriceBookReader;
import io.tokenledger.report.recommendation.MixPricer.Amount;
import io.tokenledger.report.recommendation.TrackedMove.Side;
import io.tokenledger.report.usage.UsageQuery;
import io.tokenledger.report.whatif.RatesReader;
import io.tokenledger.report.whatif.Stretches;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads what the tracker needs of a move when it is accepted. */
@ApplicationScoped
public class FreezingReader {
    private final LedgerViews ledger;
    private final PriceBookReader prices;

    public FreezingReader(LedgerViews ledger, PriceBookReader prices) {
        this.ledger = ledger;
        this.prices = prices;
    }

    /** What a move is about, as its usage and the prices are now. */
    TrackedMove freeze(RecommendationQuery query, Recommendation recommendation) {
        return ledger.read("recommendation_freeze", connection -> freeze(connection, query, recommendation));
    }

    private TrackedMove freeze(Connection connection, RecommendationQuery query, Recommendation recommendation)
            throws SQLException {
        Candidate candidate = recommendation.move();
        Period period = query.period();
        var pricer = new MixPricer(prices.current(connection), query.tenant());
        RatesReader rates = rates(connection, query.currency(), query.now(), query.now());
        List<Mix> mix = new ArrayList<>();
        BigDecimal cost = BigDecimal.ZERO;
        long requests = 0;
        long atTarget = 0;
        Stretches whole = Stretches.of(period.from(), period.to(), Collections.emptySortedSet());
        for (UsedLine line : UsedLineReader.read(connection, query.tenant(), candidate.app(), whole)) {
            Side side = TrackedMove.side(
                    candidate, line, Sources.named(pricer.book(), query.tenant(), line.provider(), line.model()));
            Amount amount = side == Side.ELSEWHERE ? null : pricer.cost(Mix.of(line), query.now());
            if (amount != null) {
                mix.add(Mix.of(line));
                cost = cost.add(converted(rates, amount, query.now()));
                requests += line.requests();
                atTarget += side == Side.TARGET ? line.requests() : 0;
            }
        }
        rates.conversions();
        return new TrackedMove(
                query.tenant(),
                candidate.app(),
                candidate.kind(),
                candidate.from(),
                candidate.to(),
                candidate.regions(),
                period.from(),
                period.to(),
                period.zone(),
                query.currency(),
                query.now(),
                requests,
                cost.setScale(0, RoundingMode.HALF_EVEN).toBigIntegerExact(),
                candidate.kind() == MoveKind.CACHING ? null : Long.valueOf(atTarget),
                recommendation.saving(),
                mix);
    }

    /** The rates of the days of a span of time. */
    static RatesReader rates(Connection connection, String currency, Instant from, Instant to) {
        var span = new Period(
                from.truncatedTo(ChronoUnit.DAYS),
                to.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS),
                ZoneOffset.UTC);
        return new RatesReader(
                connection, new Exchange(currency), new UsageQuery(span, List.of(), List.of(), currency));
    }

    static BigDecimal converted(RatesReader rates, Amount amount, Instant at) {
        return rates.convert(
                new BigDecimal(amount.pico()), amount.currency(), LocalDate.ofInstant(at, ZoneOffset.UTC), true);
    }
}
