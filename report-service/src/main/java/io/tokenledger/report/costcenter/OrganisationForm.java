package io.tokenledger.report.costcenter;

import io.tokenledger.report.costcenter.OrganisationChange.Kind;
import io.tokenledger.report.costcenter.OrganisationWriter.Request;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.ReportError;
import io.tokenledger.report.request.QueryParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads what is common to requests that change an organisation, and those that change much of it at once. Pure. */
final class OrganisationForm {
    private OrganisationForm() {}

    /** @param day the field that says from when on */
    static Request request(JsonFields body, String day) {
        return new Request(
                body.storableText("tenant"),
                body.requiredDate(day),
                body.storableText("author"),
                body.storableText("reason"),
                body.flag("dry_run"));
    }

    /** All that a re-organisation wishes for. */
    static List<Wish> wishes(JsonFields body, OrganisationBook book) {
        List<Wish> wishes = new ArrayList<>();
        for (JsonFields change : body.objects("changes")) {
            wishes.add(center(change));
        }
        int free = MappingRuleForm.free(book);
        for (JsonFields change : body.objects("rules")) {
            Wish wish = rule(change, free);
            if (wish.fields().path("position").intValue() == free) {
                free += MappingRuleForm.GAP;
            }
            wishes.add(wish);
        }
        if (wishes.isEmpty()) {
            throw ReportError.REORGANISATION_EMPTY.because("neither changes nor rules name anything that is to change");
        }
        return wishes;
    }

    private static Wish center(JsonFields change) {
        return switch (action(change)) {
            case "create" -> CostCenterForm.created(change.onlyOf(CostCenterForm.fieldsAnd("action", "code")));
            case "change" ->
                CostCenterForm.changed(
                        change.requiredText("code"), change.onlyOf(CostCenterForm.fieldsAnd("action", "code")));
            default ->
                Wish.end(Kind.COST_CENTER, change.onlyOf("action", "code").requiredText("code"));
        };
    }

    private static Wish rule(JsonFields change, int free) {
        return switch (action(change)) {
            case "create" -> MappingRuleForm.created(change.onlyOf(MappingRuleForm.fieldsAnd("action")), free);
            case "change" ->
                MappingRuleForm.changed(id(change), change.onlyOf(MappingRuleForm.fieldsAnd("action", "id")));
            default ->
                Wish.end(Kind.MAPPING_RULE, id(change.onlyOf("action", "id")).toString());
        };
    }

    private static UUID id(JsonFields change) {
        return QueryParameters.uuid(change.name("id"), change.requiredText("id"));
    }

    private static String action(JsonFields change) {
        String action = change.requiredText("action");
        if (!List.of("create", "change", "end").contains(action)) {
            throw ReportError.FIELD_INVALID.because(
                    change.name("action") + " is '" + action + "': one of create, change, end is expected");
        }
        return action;
    }

    /** The rules in this order from a day on, each named once. */
    static List<Wish> order(JsonFields body, Request request, OrganisationBook book) {
        List<UUID> asked = body.texts("order").stream()
                .map(text -> QueryParameters.uuid("order", text))
                .toList();
        Organisation organisation = book.organisation();
        List<UUID> there = organisation
                .rules(Organisation.start(request.validFrom(), book.settings().zone()))
                .stream()
                .map(MappingRule::id)
                .toList();
        if (asked.size() != there.size()
                || !asked.stream()
                        .sorted()
                        .toList()
                        .equals(there.stream().sorted().toList())) {
            throw ReportError.MAPPING_RULE_ORDER.because("order names " + asked + ", and the rules in force on "
                    + request.validFrom() + " are " + there + ": each of them once is expected");
        }
        List<Wish> wishes = new ArrayList<>();
        for (UUID id : asked) {
            wishes.add(MappingRuleForm.moved(id, (wishes.size() + 1) * MappingRuleForm.GAP));
        }
        return wishes;
    }
}
