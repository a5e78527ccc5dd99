package io.tokenledger.report.recommendation;

import io.tokenledger.pricing.rating.Span;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.prices.PriceBookReader;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.recommendation.MixPricer.Amount;
import io.tokenledger.report.whatif.RatesReader;
import io.tokenledger.report.whatif.Stretches;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what became of accepted moves. */
@ApplicationScoped
public class TrackingReader {
    private static final int MOST_YEARS = 5;

    private final LedgerViews ledger;
    private final PriceBookReader prices;

    public TrackingReader(LedgerViews ledger, PriceBookReader prices) {
        this.ledger = ledger;
        this.prices = prices;
    }

    /** Amounts in another currency turned up: the time must be cut by day. Nearly never. */
    private static final class NotByDayException extends RuntimeException {
        NotByDayException(String currency) {
            super("costs in " + currency + " are converted by day", null, false, false);
        }
    }

    /**
     * What became of an accepted recommendation; refused where it is not accepted.
     *
     * @param to until when, in the zone of the recommendation; null, or after now: until now
     */
    Tracking track(String tenant, String recommendationId, @Nullable LocalDate to, Instant now) {
        return ledger.read("recommendation_tracking", connection -> {
            Decision decision = DecisionTable.latestOf(connection, tenant, recommendationId);
            if (decision == null) {
                throw ReportError.RECOMMENDATION_UNKNOWN.because("nothing was decided about recommendation '"
                        + recommendationId + "' of tenant '" + tenant + "'");
            }
            if (decision.state() != Decision.State.ACCEPTED) {
                throw ReportError.RECOMMENDATION_STATE.because("recommendation " + recommendationId + " was "
                        + decision.state().wireName() + " at " + decision.decidedAt()
                        + ": only accepted ones are tracked");
            }
            TrackedMove move = FrozenJson.tracked(decision.frozen());
            Instant asked = to == null ? now : to.atStartOfDay(move.zone()).toInstant();
            Instant end = asked.isAfter(now) ? now : asked;
            try {
                return track(connection, decision, move, end, false);
            } catch (NotByDayException otherCurrency) {
                return track(connection, decision, move, end, true);
            }
        });
    }

    private Tracking track(Connection connection, Decision decision, TrackedMove move, Instant end, boolean byDay)
            throws SQLException {
        LocalDate startsOn = Objects.requireNonNull(decision.startsOn(), "an accepted move starts");
        refuseTooLong(startsOn, end, move);
        List<TrackedTime> months = TrackedTime.months(startsOn, end, move.zone());
        if (months.isEmpty()) {
            return new Tracking(decision, move, List.of());
        }
        var pricer = new MixPricer(prices.current(connection), move.tenant());
        Instant start = months.getFirst().from();
        Stretches stretches = Stretches.of(start, end, cuts(move, pricer, months, end, byDay));
        List<UsedLine> lines = UsedLineReader.read(connection, move.tenant(), move.app(), stretches);
        Instant earliest = start.isBefore(move.pricesAt()) ? start : move.pricesAt();
        RatesReader rates = FreezingReader.rates(connection, move.currency(), earliest, end);
        Tracker tracker = new Tracker(move, pricer, stretches, conversion(move, stretches, rates, byDay));
        List<TrackedMonth> tracked =
                months.stream().map(month -> tracker.month(month, lines)).toList();
        rates.conversions();
        return new Tracking(decision, move, tracked);
    }

    private static void refuseTooLong(LocalDate startsOn, Instant end, TrackedMove move) {
        if (end.isAfter(startsOn.plusYears(MOST_YEARS).atStartOfDay(move.zone()).toInstant())) {
            throw ReportError.PERIOD_TOO_LONG.because(
                    "from " + startsOn + " to " + end + " is more than " + MOST_YEARS + " years");
        }
    }

    private static SortedSet<Instant> cuts(
            TrackedMove move, MixPricer pricer, List<TrackedTime> months, Instant end, boolean byDay) {
        SortedSet<Instant> cuts = new TreeSet<>();
        months.forEach(month -> cuts.add(month.from()));
        Instant start = months.getFirst().from();
        move.mix()
                .forEach(part ->
                        cuts.addAll(pricer.book().changesWithin(pricer.request(part, start), new Span(start, end))));
        Instant day = start.truncatedTo(ChronoUnit.DAYS);
        for (; byDay && day.isBefore(end); day = day.plus(1, ChronoUnit.DAYS)) {
            cuts.add(day);
        }
        return cuts;
    }

    private static Tracker.Rates conversion(TrackedMove move, Stretches stretches, RatesReader rates, boolean byDay) {
        return new Tracker.Rates() {
            @Override
            public BigDecimal of(Amount amount, int stretch) {
                boolean foreign = !amount.currency().equals(move.currency())
                        && amount.pico().compareTo(BigInteger.ZERO) != 0;
                if (foreign && !byDay) {
                    throw new NotByDayException(amount.currency());
                }
                return FreezingReader.converted(rates, amount, stretches.start(stretch));
            }

            @Override
            public BigDecimal ofForecast(Amount amount) {
                return FreezingReader.converted(rates, amount, move.pricesAt());
            }
        };
    }
}
