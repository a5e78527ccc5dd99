package io.tokenledger.report.allocation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which of the versions of rules hold on a day. Pure. */
final class Versions {
    private Versions() {}

    /** In the order in which rules are taken: by position, then by name, then by id. */
    static <R extends DatedRule> List<R> inOrder(Collection<R> rules) {
        return rules.stream()
                .sorted(Comparator.comparingInt(DatedRule::position)
                        .thenComparing(DatedRule::name)
                        .thenComparing(rule -> rule.id().toString()))
                .toList();
    }

    /**
     * The rules in force on a day, in order: of every rule its latest version that has begun by then, unless that has ended.
     * A version that is written later counts from its own first day on, whatever earlier ones say of those days.
     */
    static <R extends DatedRule> List<R> inForce(Collection<R> versions, LocalDate day) {
        Map<UUID, R> latest = new HashMap<>();
        for (R version : versions) {
            if (!version.validFrom().isAfter(day)) {
                latest.merge(version.id(), version, (one, other) -> one.version() > other.version() ? one : other);
            }
        }
        List<R> inForce = new ArrayList<>(latest.values());
        inForce.removeIf(version -> hasEnded(version, day));
        return inOrder(inForce);
    }

    /** The one that was written last of a rule; empty: there is no such rule. */
    static <R extends DatedRule> Optional<R> latest(Collection<R> versions, UUID id) {
        return versions.stream()
                .filter(version -> version.id().equals(id))
                .max(Comparator.comparingInt(DatedRule::version));
    }

    /**
     * A rule that is in force on some day on which another one would be, in the same place of the order; null: none is.
     *
     * @param candidate the latest version of its rule
     */
    static <R extends DatedRule> @Nullable R inItsPlace(Collection<R> versions, R candidate) {
        for (R other : versions) {
            LocalDate until = earlier(other.validUntil(), supersededOn(versions, other));
            boolean overlaps = (until == null || until.isAfter(candidate.validFrom()))
                    && (candidate.validUntil() == null || candidate.validUntil().isAfter(other.validFrom()))
                    && (until == null || until.isAfter(other.validFrom()));
            if (overlaps
                    && other.position() == candidate.position()
                    && !other.id().equals(candidate.id())) {
                return other;
            }
        }
        return null;
    }

    /** The first day on which a later version takes its place; null: none does. */
    private static <R extends DatedRule> @Nullable LocalDate supersededOn(Collection<R> versions, R version) {
        return versions.stream()
                .filter(later -> later.id().equals(version.id()) && later.version() > version.version())
                .map(DatedRule::validFrom)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static @Nullable LocalDate earlier(@Nullable LocalDate one, @Nullable LocalDate other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    private static boolean hasEnded(DatedRule version, LocalDate day) {
        LocalDate until = version.validUntil();
        return until != null && !until.isAfter(day);
    }
}
