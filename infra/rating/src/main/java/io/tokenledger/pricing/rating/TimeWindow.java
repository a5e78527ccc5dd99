package io.tokenledger.pricing.rating;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hours of the week in which a price applies, by the clock of a zone: {@code mon-fri 08:00-20:00 Europe/Berlin},
 * {@code daily 16:30-00:30 UTC}. Half-open, to the minute. A window that ends at or before its start runs into the next
 * day and belongs to the day on which it starts. Where clocks are put back, an hour happens twice, and both count; where
 * they are put forward, it does not happen.
 *
 * @param text the canonical form, which two equal windows share; empty: always
 * @param minutesOfWeek the window as stretches of the week, in order, none touching another; Monday 00:00 is 0
 */
public record TimeWindow(String text, ZoneId zone, List<Stretch> minutesOfWeek) {
    /** No window: the price applies at any hour. */
    public static final TimeWindow ALWAYS = new TimeWindow("", ZoneId.of("UTC"), List.of());

    private static final int DAY = 24 * 60;
    private static final int WEEK = 7 * DAY;
    private static final Pattern FORM = Pattern.compile(
            "(?<days>[a-z,-]+) (?<from>[0-9]{2}:[0-9]{2})-(?<until>[0-9]{2}:[0-9]{2}) (?<zone>[A-Za-z0-9_+/:-]+)");

    /** Minutes of the week, half-open. */
    public record Stretch(int from, int until) {}

    /**
     * Reads a window; the empty text is {@link #ALWAYS}.
     *
     * @throws IllegalArgumentException where it is none: the message says what a window looks like
     */
    public static TimeWindow parse(String text) {
        if (text.isEmpty()) {
            return ALWAYS;
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw notAWindow(text);
        }
        try {
            Set<DayOfWeek> days = days(form.group("days"));
            LocalTime from = LocalTime.parse(form.group("from"));
            LocalTime until =
                    form.group("until").equals("24:00") ? LocalTime.MIN : LocalTime.parse(form.group("until"));
            return of(days, from, until, ZoneId.of(form.group("zone")));
        } catch (DateTimeException e) {
            throw notAWindow(text);
        }
    }

    private static IllegalArgumentException notAWindow(String text) {
        return new IllegalArgumentException("'" + text + "' is no time window; one looks like"
                + " 'mon-fri 08:00-20:00 Europe/Berlin' or 'daily 16:30-00:30 UTC'");
    }

    /** A window on those days; {@code until} at or before {@code from} is on the next day. */
    public static TimeWindow of(Set<DayOfWeek> days, LocalTime from, LocalTime until, ZoneId zone) {
        int start = from.toSecondOfDay() / 60;
        int end = until.toSecondOfDay() / 60;
        int length = Math.floorMod(end - start - 1, DAY) + 1;
        var isIn = new boolean[WEEK];
        for (DayOfWeek day : days) {
            int first = (day.getValue() - 1) * DAY + start;
            for (int minute = first; minute < first + length; minute++) {
                isIn[minute % WEEK] = true;
            }
        }
        String text = dayNames(days) + " " + from + "-" + until + " " + zone.getId();
        return new TimeWindow(text, zone, stretches(isIn));
    }

    private static List<Stretch> stretches(boolean[] isIn) {
        var stretches = new ArrayList<Stretch>();
        int from = -1;
        for (int minute = 0; minute <= WEEK; minute++) {
            boolean in = minute < WEEK && isIn[minute];
            if (in && from < 0) {
                from = minute;
            } else if (!in && from >= 0) {
                stretches.add(new Stretch(from, minute));
                from = -1;
            }
        }
        return List.copyOf(stretches);
    }

    private static Set<DayOfWeek> days(String names) {
        if (names.equals("daily")) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (String part : names.split(",", -1)) {
            String[] ends = part.split("-", -1);
            if (ends.length > 2) {
                throw new DateTimeException("more than a first and a last day: " + part);
            }
            DayOfWeek last = day(ends[ends.length - 1]);
            for (DayOfWeek day = day(ends[0]); ; day = day.plus(1)) {
                days.add(day);
                if (day == last) {
                    break;
                }
            }
        }
        return days;
    }

    private static DayOfWeek day(String name) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (name(day).equals(name)) {
                return day;
            }
        }
        throw new DateTimeException("no day of the week: " + name);
    }

    private static String dayNames(Set<DayOfWeek> days) {
        if (days.size() == 7) {
            return "daily";
        }
        return String.join(
                ",", EnumSet.copyOf(days).stream().map(TimeWindow::name).toList());
    }

    private static String name(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    public boolean isAlways() {
        return text.isEmpty();
    }

    /** Whether that instant is in the window, by the clock on the wall of its zone. */
    public boolean contains(Instant instant) {
        if (isAlways()) {
            return true;
        }
        ZonedDateTime local = instant.atZone(zone);
        int minute = (local.getDayOfWeek().getValue() - 1) * DAY + local.getHour() * 60 + local.getMinute();
        for (Stretch stretch : minutesOfWeek) {
            if (minute >= stretch.from && minute < stretch.until) {
                return true;
            }
        }
        return false;
    }

    /**
     * The instants inside the span at which the window may open or close. Where clocks are changed, the changes count as
     * such: the minute on the wall jumps there.
     */
    void addEdges(Span span, SortedSet<Instant> edges) {
        if (isAlways()) {
            return;
        }
        LocalDate day = span.from().atZone(zone).toLocalDate().minusDays(1);
        for (; !day.atStartOfDay(zone).toInstant().isAfter(span.until()); day = day.plusDays(1)) {
            for (Stretch stretch : minutesOfWeek) {
                addEdge(day, stretch.from, span, edges);
                addEdge(day, stretch.until, span, edges);
            }
        }
        ZoneOffsetTransition shift = zone.getRules().nextTransition(span.from());
        while (shift != null && shift.getInstant().isBefore(span.until())) {
            addInside(shift.getInstant(), span, edges);
            shift = zone.getRules().nextTransition(shift.getInstant());
        }
    }

    /** Of an hour that happens twice, both times count. */
    private void addEdge(LocalDate day, int minuteOfWeek, Span span, SortedSet<Instant> edges) {
        if ((minuteOfWeek % WEEK) / DAY != day.getDayOfWeek().getValue() - 1) {
            return;
        }
        LocalDateTime onTheWall = day.atTime(LocalTime.ofSecondOfDay(minuteOfWeek % DAY * 60L));
        for (ZoneOffset offset : zone.getRules().getValidOffsets(onTheWall)) {
            addInside(onTheWall.toInstant(offset), span, edges);
        }
    }

    private static void addInside(Instant instant, Span span, SortedSet<Instant> edges) {
        if (span.hasInside(instant)) {
            edges.add(instant);
        }
    }

    /** Whether both have an hour of the week; windows of different zones are taken to. */
    public boolean overlaps(TimeWindow other) {
        if (!zone.equals(other.zone)) {
            return true;
        }
        return minutesOfWeek.stream()
                .anyMatch(mine -> other.minutesOfWeek.stream()
                        .anyMatch(theirs -> mine.from < theirs.until && theirs.from < mine.until));
    }

    @Override
    public String toString() {
        return text;
    }
}
