package io.tokenledger.sample;

import java.time.DayOfWeek;
import java.time.ZonedDateTime;

/** When an app is used, in its own local time. */
enum Rhythm {
    /** People at work: two humps around lunch, little at night, almost nothing at weekends. */
    OFFICE_HOURS(12),
    /** Customers: never silent, more in the evening, somewhat less at weekends. */
    ALWAYS_ON(80),
    /** Jobs that run when tokens are cheap and nobody waits. */
    NIGHT_JOB(60);

    private static final int[] OFFICE = {
        2, 1, 1, 1, 1, 2, 8, 35, 90, 150, 185, 180, 120, 140, 180, 175, 150, 100, 55, 30, 20, 12, 7, 4
    };
    private static final int[] NIGHT = {0, 300, 400, 300, 100, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

    private final int weekendPercent;

    Rhythm(int weekendPercent) {
        this.weekendPercent = weekendPercent;
    }

    /** How much goes on then, beside the other hours of the week; 0 is nothing. */
    double weightAt(ZonedDateTime local) {
        DayOfWeek day = local.getDayOfWeek();
        boolean weekend = day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
        int[] byHour =
                switch (this) {
                    case OFFICE_HOURS -> OFFICE;
                    case ALWAYS_ON -> TraceFacts.SERVEGEN_HOURS;
                    case NIGHT_JOB -> NIGHT;
                };
        return byHour[local.getHour()] * (weekend ? weekendPercent / 100.0 : 1.0);
    }
}
