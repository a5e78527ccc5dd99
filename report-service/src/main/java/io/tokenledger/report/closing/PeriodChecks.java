package io.tokenledger.report.closing;

import io.tokenledger.report.closing.Check.Name;
import io.tokenledger.report.closing.Check.State;
import io.tokenledger.report.money.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is looked at before a period closes. Pure. */
final class PeriodChecks {
    private final PeriodFigures figures;
    private final CheckLinks links;

    private PeriodChecks(PeriodFigures figures) {
        this.figures = figures;
        this.links = new CheckLinks(figures.tenant(), figures.period());
    }

    /** All checks, in the order of their names. */
    static List<Check> of(PeriodFigures figures) {
        PeriodChecks checks = new PeriodChecks(figures);
        return List.of(
                checks.precedingPeriod(),
                checks.exchangeRates(),
                checks.unpriced(),
                checks.rejected(),
                checks.unattributed(),
                ReconciliationCheck.of(figures, checks.links),
                LateEventsCheck.of(figures, checks.links),
                checks.booksAgree());
    }

    private Check precedingPeriod() {
        PeriodFigures.Turn turn = figures.turn();
        if (turn.first() != null) {
            return check(
                    Name.PRECEDING_PERIOD,
                    State.FAILED,
                    "Period " + turn.first() + " comes first: the books are closed until " + turn.closedUntil() + ".",
                    links.period(turn.first()));
        }
        if (turn.closedUntil() != null) {
            return check(
                    Name.PRECEDING_PERIOD,
                    State.PASSED,
                    "The books are closed until " + turn.closedUntil() + ".",
                    null);
        }
        if (turn.earlierRequests() > 0) {
            return check(
                    Name.PRECEDING_PERIOD,
                    State.WARNING,
                    "Closing this period begins the books, and " + turn.earlierRequests()
                            + " requests before it will be in no statement.",
                    links.models());
        }
        return check(Name.PRECEDING_PERIOD, State.PASSED, "Closing this period begins the books.", null);
    }

    private Check exchangeRates() {
        return figures.lack() == null
                ? check(Name.EXCHANGE_RATES, State.PASSED, "Every cost can be told in the currency of its books.", null)
                : check(
                        Name.EXCHANGE_RATES,
                        State.FAILED,
                        "An exchange rate is missing: " + figures.lack()
                                + ". No reason makes up for it: publish the rate (POST /v1/fx-rates/imports of"
                                + " pricing-service).",
                        null);
    }

    private Check unpriced() {
        BookedUsage usage = figures.usage();
        return held(
                Name.UNPRICED,
                Share.of(usage.unpricedRequests(), usage.requests()),
                figures.settings().limits().unpriced(),
                usage.unpricedRequests() + " of " + usage.requests() + " requests have no price yet",
                links.models());
    }

    private Check rejected() {
        BookedUsage usage = figures.usage();
        return held(
                Name.REJECTED,
                Share.of(usage.rejected(), usage.received()),
                figures.settings().limits().rejected(),
                usage.rejected() + " of " + usage.received() + " events that came in during the period were rejected",
                links.intake());
    }

    private Check unattributed() {
        CostFigures costs = figures.costs();
        if (costs == null) {
            return notKnown(Name.UNATTRIBUTED, links.unattributed());
        }
        String currency = " " + figures.settings().currency();
        return held(
                Name.UNATTRIBUTED,
                new Share(costs.unattributed(), costs.direct()),
                figures.settings().limits().unattributed(),
                Money.readable(costs.unattributed()) + currency + " of " + Money.readable(costs.direct()) + currency
                        + " direct cost has no cost centre",
                links.unattributed());
    }

    private Check booksAgree() {
        CostFigures costs = figures.costs();
        if (costs == null) {
            return notKnown(Name.BOOKS_AGREE, links.statements());
        }
        String differences = Agreement.of(figures);
        return differences.isEmpty()
                ? check(
                        Name.BOOKS_AGREE,
                        State.PASSED,
                        "All cost centres together are charged what the ledger and the manual items hold: "
                                + Money.exact(costs.total()) + " "
                                + figures.settings().currency() + ".",
                        links.statements())
                : check(
                        Name.BOOKS_AGREE,
                        State.FAILED,
                        "The books do not agree, and no reason makes up for it." + differences,
                        links.statements());
    }

    private static Check held(Name name, Share share, BigDecimal limit, String sentence, String link) {
        State state = share.isOver(limit) ? State.FAILED : State.PASSED;
        String rule = share.value() == null
                ? "."
                : ": " + share.percent() + ", with at most " + Share.plain(limit.movePointRight(2)) + " % allowed.";
        return new Check(name, state, share.text(), Share.plain(limit), sentence + rule, link);
    }

    private Check notKnown(Name name, String link) {
        return check(
                name,
                State.NOT_KNOWN,
                "The costs cannot be told: " + Objects.requireNonNull(figures.lack()) + ".",
                link);
    }

    private static Check check(Name name, State state, String sentence, @Nullable String link) {
        return new Check(name, state, null, null, sentence, link);
    }
}
