package io.tokenledger.report.closing;

import io.tokenledger.report.closing.Check.Name;
import io.tokenledger.report.closing.Check.State;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;

/** How many events of the period are still expected, and what that rests on. Pure. */
final class LateEventsCheck {
    private LateEventsCheck() {}

    static Check of(PeriodFigures figures, CheckLinks links) {
        LateEvents late = figures.late();
        BigDecimal limit = figures.settings().limits().expectedLate();
        if (!late.isKnown()) {
            return new Check(
                    Name.LATE_EVENTS, State.NOT_KNOWN, null, Share.plain(limit), whyNot(late), links.intakeSince());
        }
        Share share = Share.of(late.expected(), late.seen());
        return new Check(
                Name.LATE_EVENTS,
                share.isOver(limit) ? State.FAILED : State.PASSED,
                Objects.requireNonNullElse(share.text(), "0"),
                Share.plain(limit),
                late.expected() + " events are still expected beside the " + late.seen() + " that are there: "
                        + late.later() + " events of periods "
                        + late.past().stream().map(LateEvents.Past::periodId).collect(Collectors.joining(", "))
                        + " came later than " + words(Objects.requireNonNull(late.sinceEnd()))
                        + " after their end, and " + late.byThen() + " were there by then. At most "
                        + Share.plain(limit.movePointRight(2)) + " % are allowed.",
                links.intakeSince());
    }

    private static String whyNot(LateEvents late) {
        return late.sinceEnd() == null
                ? "The period is not over."
                : "Not enough history to tell what is still to come: "
                        + late.past().size() + " of the last "
                        + LateEvents.MOST_PERIODS + " periods have events, " + late.byThen()
                        + " together by as long after their end; " + LateEvents.FEWEST_PERIODS + " periods and "
                        + LateEvents.FEWEST_EVENTS + " events are needed.";
    }

    /** In days and hours, rounded down. */
    private static String words(Duration duration) {
        return duration.toDays() + " days and " + duration.toHoursPart() + " hours";
    }
}
