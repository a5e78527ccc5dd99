package io.tokenledger.report.costcenter;

import io.tokenledger.report.accounting.AccountingSettings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who pays in a tenant, at any time: its tree of cost centres and its mapping rules. Pure; may be asked by several threads.
 *
 * <p>Days begin in the zone of the books. A code that is not there at the time has no path and no subtree.
 */
public final class Organisation {
    private final NavigableMap<Instant, OrganisationSlice> slices;

    private Organisation(NavigableMap<Instant, OrganisationSlice> slices) {
        this.slices = slices;
    }

    /**
     * Refuses a tree that goes in a circle or lacks a parent on some day, and rules that share a position or lack their cost
     * centre, each with the {@code ReportError} that says so.
     *
     * @param versions of all cost centres; those of one code do not overlap
     * @param rules versions of all rules; those of one rule do not overlap
     */
    public static Organisation of(AccountingSettings settings, List<CostCenter> versions, List<MappingRule> rules) {
        ZoneId zone = settings.zone();
        NavigableMap<Instant, LocalDate> days = new TreeMap<>();
        versions.forEach(each -> addDays(days, zone, each.validFrom(), each.validUntil()));
        rules.forEach(each -> addDays(days, zone, each.validFrom(), each.validUntil()));
        NavigableMap<Instant, OrganisationSlice> slices = new TreeMap<>();
        slices.put(Instant.MIN, OrganisationSlice.EMPTY);
        days.forEach((at, day) -> {
            List<CostCenter> centers = versions.stream()
                    .filter(each -> isInForce(at, zone, each.validFrom(), each.validUntil()))
                    .toList();
            List<MappingRule> book = rules.stream()
                    .filter(each -> isInForce(at, zone, each.validFrom(), each.validUntil()))
                    .toList();
            slices.put(at, OrganisationSlice.checked(day, centers, book));
        });
        return new Organisation(slices);
    }

    private static boolean isInForce(Instant at, ZoneId zone, LocalDate from, @Nullable LocalDate until) {
        return !start(from, zone).isAfter(at)
                && (until == null || start(until, zone).isAfter(at));
    }

    private static void addDays(
            NavigableMap<Instant, LocalDate> days, ZoneId zone, LocalDate from, @Nullable LocalDate until) {
        days.put(start(from, zone), from);
        if (until != null) {
            days.put(start(until, zone), until);
        }
    }

    /** The first moment of a day. */
    static Instant start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** Who pays for usage that is accounted at that time. */
    public Attribution attribute(UsageAttributes usage, Instant accountedAt) {
        return slice(accountedAt).rules().attribute(usage);
    }

    /** Null: there is none of that code at that time. */
    public @Nullable CostCenter center(String code, Instant at) {
        return slice(at).tree().center(code);
    }

    /** All that are there at that time, by code. */
    public List<CostCenter> centers(Instant at) {
        return slice(at).tree().centers();
    }

    /** Codes of those right below it, in their order. */
    public List<String> children(String code, Instant at) {
        return slice(at).tree().children(code);
    }

    /** Those in force at that time, in the order in which they are asked. */
    public List<MappingRule> rules(Instant at) {
        return slice(at).rules().rules();
    }

    /** Codes from the top of the tree to it, itself last; of {@code unattributed}: itself; empty: it is not there. */
    public List<String> path(String code, Instant at) {
        return code.equals(Attribution.UNATTRIBUTED)
                ? List.of(code)
                : slice(at).tree().path(code);
    }

    /** Codes of it and all below it, itself first; of {@code unattributed}: itself; empty: it is not there. */
    public List<String> subtree(String code, Instant at) {
        return code.equals(Attribution.UNATTRIBUTED)
                ? List.of(code)
                : slice(at).tree().subtree(code);
    }

    /** What is asked of usage at that time, rule by rule. */
    Trial trial(UsageAttributes usage, Instant at) {
        return Trial.of(slice(at).rules(), usage);
    }

    /** Whether some rule in force within that time looks at users or tags, which only single entries hold. */
    public boolean looksAtUserOrTags(Instant from, Instant to) {
        return looksAtUser(from, to) || !tagKeys(from, to).isEmpty();
    }

    /** Whether some rule in force within that time looks at users. */
    public boolean looksAtUser(Instant from, Instant to) {
        return subjects(from, to).contains("user");
    }

    /** Keys of the tags at which rules in force within that time look. */
    public SortedSet<String> tagKeys(Instant from, Instant to) {
        SortedSet<String> keys = new TreeSet<>();
        for (String subject : subjects(from, to)) {
            if (subject.startsWith(Condition.TAG)) {
                keys.add(subject.substring(Condition.TAG.length()));
            }
        }
        return keys;
    }

    private SortedSet<String> subjects(Instant from, Instant to) {
        SortedSet<String> subjects = new TreeSet<>(slice(from).rules().subjects());
        if (to.isAfter(from)) {
            slices.subMap(from, true, to, false)
                    .values()
                    .forEach(slice -> subjects.addAll(slice.rules().subjects()));
        }
        return subjects;
    }

    /** The instants strictly inside at which tree or rules change. */
    public SortedSet<Instant> changesWithin(Instant from, Instant to) {
        return to.isAfter(from)
                ? new TreeSet<>(slices.subMap(from, false, to, false).keySet())
                : new TreeSet<>();
    }

    /** The same organisation for all time as it is at that instant: what was, told as it would be now. */
    public Organisation asAt(Instant at) {
        return new Organisation(new TreeMap<>(Map.of(Instant.MIN, slice(at))));
    }

    private OrganisationSlice slice(Instant at) {
        return slices.floorEntry(at).getValue();
    }
}
