package io.tokenledger.report.outlook;

import io.tokenledger.report.fx.Conversion;
import io.tokenledger.report.ledger.LedgerViews;
import io.tokenledger.report.period.Period;
import io.tokenledger.report.prices.PriceBookReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;

/** Answers where usage is heading, from one state of the ledger and the price book. */
@ApplicationScoped
public class OutlookReader {
    private static final int MOST_REMEMBERED_SERIES = 20_000;

    private final LedgerViews ledger;
    private final PriceBookReader prices;
    private final FittedSeries fitted = new FittedSeries(MOST_REMEMBERED_SERIES);

    public OutlookReader(LedgerViews ledger, PriceBookReader prices) {
        this.ledger = ledger;
        this.prices = prices;
    }

    /** The answer. Refused where there are too many series, or a rate of exchange is missing. */
    public Outlook answer(OutlookQuestion question) {
        return ledger.read("forecast", connection -> known(connection, question))
                .answer(); // it may take seconds, in which no connection is held
    }

    /** The same within the caller's transaction, which sees one state of the database throughout. */
    public Outlook answer(Connection connection, OutlookQuestion question) throws SQLException {
        return known(connection, question).answer();
    }

    private Known known(Connection connection, OutlookQuestion question) throws SQLException {
        var book = prices.current(connection);
        var reader = new OutlookFactsReader(connection, question, OutlookTimes.of(question), book);
        OutlookFacts facts = reader.read();
        return new Known(
                question,
                facts,
                new OutlookEngine(facts, fitted),
                reader.conversions(),
                book.version(),
                reader.atTheirMean());
    }

    /** All that the database was asked for. */
    private record Known(
            OutlookQuestion question,
            OutlookFacts facts,
            OutlookEngine engine,
            List<Conversion> conversions,
            long bookVersion,
            long atTheirMean) {

        Outlook answer() {
            OutlookTimes times = facts.times();
            List<ZonedDateTime> history = OutlookTimes.interval(question.step())
                    .startsIn(new Period(
                            times.historyFrom().toInstant(), times.running().toInstant(), question.zone()));
            OutlookEngine.Answer answer = engine.answer(!question.groupBy().isEmpty(), history);
            return new Outlook(
                    question,
                    times,
                    history.subList(Math.min(answer.firstStep(), history.size()), history.size()),
                    facts.profile(),
                    bookVersion,
                    answer.whole(),
                    answer.groups(),
                    answer.changes(),
                    conversions,
                    notes(question, facts, atTheirMean, conversions));
        }
    }

    /** Series that need not be fitted again. */
    int remembered() {
        return fitted.size();
    }

    private static List<String> notes(
            OutlookQuestion question, OutlookFacts facts, long atTheirMean, List<Conversion> conversions) {
        List<String> notes = new ArrayList<>();
        notes.add(
                "the running " + question.step().id() + " is not complete: it is no part of the history, and of it the"
                        + " forecast is what is still to come");
        BigInteger charges = charges(facts);
        if (charges.signum() != 0) {
            notes.add(
                    "charges that no usage stands behind, such as a contract's minimum, are in what was spent and are not"
                            + " forecast");
        }
        if (!conversions.isEmpty()) {
            notes.add("prices in other currencies are told at the rate of "
                    + LocalDate.ofInstant(question.at(), ZoneOffset.UTC) + ": rates of exchange are not forecast");
        }
        if (atTheirMean > 0) {
            notes.add(
                    atTheirMean + " requests of the recent window, through whose class of size a price of long contexts"
                            + " runs, are priced at the mean size of their class");
        }
        return notes;
    }

    /** Costs of lines that never had a request or a token. */
    private static BigInteger charges(OutlookFacts facts) {
        BigInteger charges = BigInteger.ZERO;
        for (List<Amounts> line : facts.actuals().values()) {
            Amounts all = line.stream().reduce(Amounts.NONE, Amounts::plus);
            if (all.requests() == 0 && all.tokens() == 0) {
                charges = charges.add(all.pricedCostPico());
            }
        }
        return charges;
    }
}
