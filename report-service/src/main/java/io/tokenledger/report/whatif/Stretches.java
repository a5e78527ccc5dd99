package io.tokenledger.report.whatif;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A period cut where prices change and where groups of the answer begin, and how the ledger's days and hours cover it: as
 * many whole days as there are, hours beside them, single entries for the rest. Pure.
 */
public final class Stretches {
    private static final Duration MOST_OUTSIDE = Duration.ofHours(36);

    private final List<Instant> starts;
    private final Instant end;

    private Stretches(List<Instant> starts, Instant end) {
        this.starts = List.copyOf(starts);
        this.end = end;
    }

    /**
     * The period cut at those instants.
     *
     * @param cuts what does not lie inside the period does not matter
     */
    public static Stretches of(Instant from, Instant until, SortedSet<Instant> cuts) {
        var starts = new TreeSet<Instant>();
        starts.add(from);
        cuts.stream().filter(cut -> cut.isAfter(from) && cut.isBefore(until)).forEach(starts::add);
        return new Stretches(List.copyOf(starts), until);
    }

    /** Where they begin, ascending. */
    public List<Instant> starts() {
        return starts;
    }

    public Instant start(int stretch) {
        return starts.get(stretch);
    }

    /** The day in UTC on which a stretch begins. */
    public LocalDate day(int stretch) {
        return LocalDate.ofInstant(start(stretch), ZoneOffset.UTC);
    }

    /** A span of time, half-open. */
    public record Part(Instant from, Instant until) {}

    /**
     * What the period is read from.
     *
     * @param days starts of whole days in UTC that no cut runs through, one after another
     * @param hours starts of whole hours of the other days that no cut runs through
     * @param rest what remains
     */
    public record Cover(List<Instant> days, List<Instant> hours, List<Part> rest) {}

    /** The cover by days, hours and entries. */
    public Cover cover() {
        var pieces = new Pieces();
        for (int stretch = 0; stretch < starts.size(); stretch++) {
            pieces.add(start(stretch), end(stretch));
        }
        return pieces.cover();
    }

    /**
     * Whole months of UTC that a stretch nearly is: they and the rest of it, but for what lies outside of it.
     *
     * @param months one after another
     * @param outside of the stretch, but in these months: at most a day and a half at either end
     */
    record NearlyMonths(int stretch, List<Instant> months, Cover outside) {}

    /**
     * The cover that reads the fewest rows: a month in Berlin is one of UTC with two hours more and one less.
     *
     * @param rest what is in no month
     */
    record MonthlyCover(List<NearlyMonths> months, Cover rest) {}

    MonthlyCover coverByMonths() {
        List<NearlyMonths> nearly = new ArrayList<>();
        var rest = new Pieces();
        for (int stretch = 0; stretch < starts.size(); stretch++) {
            Instant from = start(stretch);
            Instant until = end(stretch);
            List<Instant> months = monthsNearlyIn(from, until);
            if (months.isEmpty()) {
                rest.add(from, until);
                continue;
            }
            Instant firstOfMonths = months.getFirst();
            Instant endOfMonths = nextMonth(months.getLast());
            var outside = new Pieces();
            outside.add(firstOfMonths, from);
            outside.add(until, endOfMonths);
            rest.add(from, firstOfMonths);
            rest.add(endOfMonths, until);
            nearly.add(new NearlyMonths(stretch, months, outside.cover()));
        }
        return new MonthlyCover(nearly, rest.cover());
    }

    private static List<Instant> monthsNearlyIn(Instant from, Instant until) {
        List<Instant> months = new ArrayList<>();
        Instant month = from.atOffset(ZoneOffset.UTC)
                .withDayOfMonth(1)
                .truncatedTo(ChronoUnit.DAYS)
                .toInstant();
        for (; month.isBefore(until); month = nextMonth(month)) {
            Duration before = Duration.between(month, from);
            Duration after = Duration.between(until, nextMonth(month));
            if (before.compareTo(MOST_OUTSIDE) <= 0 && after.compareTo(MOST_OUTSIDE) <= 0) {
                months.add(month);
            }
        }
        return months;
    }

    private static Instant nextMonth(Instant month) {
        return month.atOffset(ZoneOffset.UTC).plusMonths(1).toInstant();
    }

    private Instant end(int stretch) {
        return stretch + 1 < starts.size() ? starts.get(stretch + 1) : end;
    }

    /** Spans of time cut into days, hours and what remains. */
    private static final class Pieces {
        private final List<Instant> days = new ArrayList<>();
        private final List<Instant> hours = new ArrayList<>();
        private final List<Part> rest = new ArrayList<>();

        /** Nothing where it ends before it begins. */
        void add(Instant from, Instant until) {
            Instant hour = from.truncatedTo(ChronoUnit.HOURS);
            Instant next = hour.equals(from) ? from : hour.plus(1, ChronoUnit.HOURS);
            addRest(from, next.isBefore(until) ? next : until);
            while (!next.plus(1, ChronoUnit.HOURS).isAfter(until)) {
                Instant nextDay = next.plus(1, ChronoUnit.DAYS);
                if (next.equals(next.truncatedTo(ChronoUnit.DAYS)) && !nextDay.isAfter(until)) {
                    days.add(next);
                    next = nextDay;
                } else {
                    hours.add(next);
                    next = next.plus(1, ChronoUnit.HOURS);
                }
            }
            addRest(next, until);
        }

        private void addRest(Instant from, Instant until) {
            if (from.isBefore(until)) {
                rest.add(new Part(from, until));
            }
        }

        Cover cover() {
            return new Cover(List.copyOf(days), List.copyOf(hours), List.copyOf(rest));
        }
    }

    /** Everything as single entries. */
    List<Part> whole() {
        return List.of(new Part(starts.getFirst(), end));
    }

    /** Some of the stretches as single entries. */
    List<Part> parts(Collection<Integer> stretches) {
        return stretches.stream()
                .map(stretch -> new Part(start(stretch), end(stretch)))
                .toList();
    }
}
