package io.tokenledger.report.entry;

import io.tokenledger.report.costcenter.Organisation;
import io.tokenledger.report.period.Period;
import io.tokenledger.report.problem.ReportError;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What has to be known to answer a question: who pays when, and which attributions can be meant. Pure.
 *
 * @param occurred when the events of what is accounted late occurred; empty: not asked
 * @param origins all attributions of the tenant that pass the filters, by the ids of their dimensions
 * @param centers codes of the cost centres that are meant, by the instants from which on they are; empty: all are
 */
record EntryScope(
        EntryQuestion question,
        Optional<Period> occurred,
        Organisation organisation,
        Map<UUID, EntryOrigin> origins,
        NavigableMap<Instant, Set<String>> centers) {

    /** Refuses a cost centre that is not there at any time of the period. */
    static EntryScope of(
            EntryQuestion question,
            Optional<Period> occurred,
            Organisation organisation,
            Map<UUID, EntryOrigin> origins) {
        NavigableMap<Instant, Set<String>> centers = new TreeMap<>();
        if (!question.costCenters().isEmpty()) {
            Period period = question.period();
            List<Instant> starts = new ArrayList<>(List.of(period.from()));
            starts.addAll(organisation.changesWithin(period.from(), period.to()));
            starts.forEach(start -> centers.put(start, new HashSet<>()));
            for (String code : question.costCenters()) {
                centers.forEach((start, codes) -> codes.addAll(organisation.subtree(code, start)));
                if (centers.keySet().stream()
                        .allMatch(start -> organisation.subtree(code, start).isEmpty())) {
                    throw ReportError.COST_CENTER_UNKNOWN.because("cost centre '" + code + "' of '" + question.tenant()
                            + "' is not there from " + period.fromText() + " to " + period.toText());
                }
            }
        }
        return new EntryScope(
                question, occurred, organisation, canBeMeant(question, organisation, origins, centers), centers);
    }

    /** Where users and tags play no part, the attribution alone says who pays. */
    private static Map<UUID, EntryOrigin> canBeMeant(
            EntryQuestion question,
            Organisation organisation,
            Map<UUID, EntryOrigin> origins,
            NavigableMap<Instant, Set<String>> centers) {
        Period period = question.period();
        if (centers.isEmpty() || organisation.looksAtUserOrTags(period.from(), period.to())) {
            return origins;
        }
        Map<UUID, EntryOrigin> meant = new HashMap<>(origins);
        meant.values()
                .removeIf(origin -> centers.entrySet().stream()
                        .noneMatch(slice -> slice.getValue()
                                .contains(organisation
                                        .attribute(Entry.attributes(origin, null, Map.of()), slice.getKey())
                                        .costCenter())));
        return meant;
    }

    /** The same for at most so many entries. */
    EntryScope with(int limit) {
        return new EntryScope(question.upTo(limit), occurred, organisation, origins, centers);
    }

    /** Whether some attributions are left out: else they need not be named to the database. */
    boolean selectsOrigins() {
        return !centers.isEmpty() || question.filters().stream().anyMatch(OriginFilter::isOfOrigin);
    }

    /** Whether it is looked at who pays. */
    boolean selectsCenters() {
        return !centers.isEmpty();
    }

    boolean isMeant(Entry entry) {
        return centers.isEmpty()
                || centers.floorEntry(entry.accountedAt()).getValue().contains(entry.costCenter());
    }
}
