package io.tokenledger.report.costcenter;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the changes of one cost centre or rule make of it, from day to day. It ends on the first day that says so. Pure. */
final class Life {
    private final NavigableMap<LocalDate, ObjectNode> known = new TreeMap<>();
    private final int revisions;

    /** @param changes of one subject, at least one */
    Life(List<OrganisationChange> changes) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        for (OrganisationChange change : changes.stream()
                .sorted(Comparator.comparing(OrganisationChange::validFrom).thenComparing(OrganisationChange::revision))
                .toList()) {
            fields = fields.deepCopy();
            fields.setAll(change.fields());
            known.put(change.validFrom(), fields);
        }
        this.revisions = changes.size();
    }

    /**
     * From one day to another.
     *
     * @param until exclusive; null: until further notice
     */
    record State(LocalDate from, @Nullable LocalDate until, ObjectNode fields) {}

    /** All of them, in order; none where it ended on its first day: it never was. */
    List<State> states() {
        List<State> states = new ArrayList<>();
        for (LocalDate day : known.keySet()) {
            if (isEnded(known.get(day))) {
                break;
            }
            states.add(new State(day, known.higherKey(day), known.get(day)));
        }
        return states;
    }

    /** As it is on that day. */
    Optional<State> on(LocalDate day) {
        return states().stream()
                .filter(each -> !each.from().isAfter(day)
                        && (each.until() == null || each.until().isAfter(day)))
                .findFirst();
    }

    LocalDate firstDay() {
        return known.firstKey();
    }

    /** As it began. */
    ObjectNode firstFields() {
        return known.firstEntry().getValue();
    }

    /** The first day on which it is not there any more; null: it has not ended. */
    @Nullable
    LocalDate endDay() {
        for (var day : known.entrySet()) {
            if (isEnded(day.getValue())) {
                return day.getKey();
            }
        }
        return null;
    }

    /** The fields that a change for that day would change. */
    ObjectNode fieldsOn(LocalDate day) {
        return known.floorEntry(day).getValue();
    }

    int revisions() {
        return revisions;
    }

    private static boolean isEnded(ObjectNode fields) {
        return fields.path(OrganisationChange.ENDED).booleanValue();
    }
}
