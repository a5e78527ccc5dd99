package io.tokenledger.report.forecast;

import java.time.ZonedDateTime;

/** The grain of a series. */
public enum Step {
    /** Elapsed hours: where clocks change, a day has 23 or 25 of them. */
    HOUR("hour"),
    /** Days of the zone of the series, whatever their length. */
    DAY("day");

    private final String id;

    Step(String id) {
        this.id = id;
    }

    /** As answers name it. */
    public String id() {
        return id;
    }

    /** The start of the step that many steps later. */
    public ZonedDateTime plus(ZonedDateTime start, long steps) {
        return this == HOUR ? start.plusHours(steps) : start.plusDays(steps);
    }

    /** Steps of an ordinary day. */
    int perDay() {
        return this == HOUR ? 24 : 1;
    }
}
