package io.tokenledger.report.costcenter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.report.costcenter.OrganisationChange.Kind;
import io.tokenledger.report.costcenter.OrganisationChange.Said;
import io.tokenledger.report.problem.ReportError;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What wishes for one day make of an organisation, all of them or none. Pure. */
final class OrganisationPlan {
    private final OrganisationBook before;
    private final LocalDate day;
    private final Said said;
    private final List<OrganisationChange> changes = new ArrayList<>();
    private final List<OrganisationDifference> differences = new ArrayList<>();

    private OrganisationPlan(OrganisationBook before, LocalDate day, Said said) {
        this.before = before;
        this.day = day;
        this.said = said;
    }

    /** Refused where a wish cannot be met, or all together do not fit on some day. */
    static OrganisationPlan of(OrganisationBook before, LocalDate day, List<Wish> wishes, Said said) {
        OrganisationPlan plan = new OrganisationPlan(before, day, said);
        Set<String> named = new HashSet<>();
        for (Wish wish : wishes) {
            if (!named.add(wish.kind() + " " + wish.subject())) {
                throw ReportError.FIELD_INVALID.because(wish.kind().wireName() + " '" + wish.subject()
                        + "' is named twice: what changes on one day is said at once");
            }
            plan.add(wish);
        }
        plan.after().organisation();
        return plan;
    }

    /** What is to be kept; none: all is already so. */
    List<OrganisationChange> changes() {
        return changes;
    }

    /** One for each wish, in their order. */
    List<OrganisationDifference> differences() {
        return differences;
    }

    OrganisationBook after() {
        return before.with(changes);
    }

    private void add(Wish wish) {
        switch (wish.action()) {
            case CREATE -> create(wish);
            case CHANGE -> change(wish, life(wish));
            case END -> end(wish, life(wish));
        }
    }

    private void create(Wish wish) {
        if (before.life(wish.kind(), wish.subject()).isPresent()) {
            throw ReportError.COST_CENTER_CODE_TAKEN.because("code '" + wish.subject()
                    + "' is, or was, that of a cost centre of tenant '"
                    + before.settings().tenant() + "': a code is given once for ever");
        }
        ObjectNode fields = wish.fields().deepCopy().put(OrganisationChange.ENDED, false);
        keep(wish, 1, fields);
        differences.add(OrganisationDifference.created(wish));
    }

    private Life life(Wish wish) {
        ReportError unknown =
                wish.kind() == Kind.COST_CENTER ? ReportError.COST_CENTER_UNKNOWN : ReportError.MAPPING_RULE_UNKNOWN;
        return before.life(wish.kind(), wish.subject())
                .orElseThrow(
                        () -> unknown.because("tenant '" + before.settings().tenant() + "' has no "
                                + wish.kind().wireName().replace('_', ' ') + " '" + wish.subject() + "'"));
    }

    /** One for a day before its first begins it earlier, as it then was; one on the very day of its end takes the end back. */
    private void change(Wish wish, Life life) {
        if (day.isBefore(life.firstDay())) {
            ObjectNode fields = life.firstFields().deepCopy();
            fields.setAll(wish.fields());
            keep(wish, life.revisions() + 1, fields.put(OrganisationChange.ENDED, false));
            differences.add(OrganisationDifference.begunEarlier(wish, life, day));
            return;
        }
        LocalDate end = life.endDay();
        if (end != null && day.isAfter(end)) {
            throw ended(wish, end);
        }
        ObjectNode was = life.fieldsOn(day);
        ObjectNode fields = wish.fields().deepCopy().put(OrganisationChange.ENDED, false);
        fields.properties().removeIf(field -> field.getValue().equals(was.path(field.getKey())));
        if (!fields.isEmpty()) {
            keep(wish, life.revisions() + 1, fields);
        }
        differences.add(OrganisationDifference.changed(wish, was, fields));
    }

    private void end(Wish wish, Life life) {
        LocalDate end = life.endDay();
        if (end != null && !end.isAfter(day)) {
            throw ended(wish, end);
        }
        if (day.isBefore(life.firstDay())) {
            ReportError notBegun = wish.kind() == Kind.COST_CENTER
                    ? ReportError.COST_CENTER_NOT_BEGUN
                    : ReportError.MAPPING_RULE_NOT_BEGUN;
            throw notBegun.because("'" + wish.subject() + "' begins on " + life.firstDay()
                    + ": it ends on that day, as if it never was, or later, and not on " + day);
        }
        ObjectNode fields = wish.fields().deepCopy().put(OrganisationChange.ENDED, true);
        keep(wish, life.revisions() + 1, fields);
        differences.add(OrganisationDifference.changed(wish, life.fieldsOn(day), fields));
    }

    private static RuntimeException ended(Wish wish, LocalDate end) {
        ReportError error =
                wish.kind() == Kind.COST_CENTER ? ReportError.COST_CENTER_ENDED : ReportError.MAPPING_RULE_ENDED;
        return error.because("'" + wish.subject() + "' is not there any more from " + end
                + " on; a change for that very day takes the end back");
    }

    private void keep(Wish wish, int revision, ObjectNode fields) {
        changes.add(new OrganisationChange(wish.kind(), wish.subject(), revision, day, fields, said));
    }
}
