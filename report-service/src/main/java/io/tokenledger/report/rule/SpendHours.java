package io.tokenledger.report.rule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which hours a rule of anomalies has to look at. Pure. */
final class SpendHours {
    /** Of the figures that a rule saw: the last complete hour that it has looked at. */
    static final String COMPLETE_THROUGH = "complete_through";

    private static final int MOST = 24;

    private SpendHours() {}

    /**
     * The complete hours that were not looked at yet, at least the last one, in which late events may still come; then the
     * running one. A service that stood still for longer than a day has lost what was before.
     *
     * @param status what the rule saw last; what another revision saw counts as well
     */
    static List<ZonedDateTime> of(Optional<RuleStatus> status, ZoneId zone, Instant now) {
        ZonedDateTime running = now.atZone(zone).truncatedTo(ChronoUnit.HOURS);
        ZonedDateTime first = status.map(last -> last.saw().get(COMPLETE_THROUGH))
                .map(text -> Instant.parse(text).atZone(zone).plusHours(1))
                .filter(next -> next.isBefore(running))
                .orElse(running.minusHours(1));
        ZonedDateTime earliest = running.minusHours(MOST);
        List<ZonedDateTime> hours = new ArrayList<>();
        for (ZonedDateTime hour = first.isBefore(earliest) ? earliest : first;
                !hour.isAfter(running);
                hour = hour.plusHours(1)) {
            hours.add(hour);
        }
        return hours;
    }
}
