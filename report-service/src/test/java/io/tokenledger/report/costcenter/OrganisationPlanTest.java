package io.tokenledger.report.costcenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tokenledger.report.costcenter.OrganisationChange.Kind;
import io.tokenledger.report.costcenter.OrganisationChange.Said;
import io.tokenledger.report.json.JsonFields;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrganisationPlanTest {
    private static final Said BY = new Said(new UUID(0, 1), "ann", "test", Instant.EPOCH);

    private OrganisationBook book = new OrganisationBook(SampleOrganisation.books("UTC"), List.of());

    @Test
    void renameForAnEarlierDayLeavesAMoveThatIsAlreadyPlanned() {
        created("2026-01-01", "{'code':'a','name':'A'}");
        created("2026-01-01", "{'code':'b','name':'B'}");
        changed("2026-06-01", "b", "{'parent':'a'}");
        changed("2026-04-01", "b", "{'name':'Better'}");
        assertThat(book.centers("b"))
                .extracting(
                        each -> each.validFrom() + " " + each.validUntil() + " " + each.name() + " " + each.parent())
                .containsExactly(
                        "2026-01-01 2026-04-01 B null",
                        "2026-04-01 2026-06-01 Better null",
                        "2026-06-01 null Better a");
    }

    @Test
    void changeForTheSameDayReplacesWhatWasSaidOfThatField() {
        created("2026-01-01", "{'code':'a','name':'A','owner':'ann'}");
        changed("2026-06-01", "a", "{'name':'One'}");
        OrganisationPlan plan = changed("2026-06-01", "a", "{'name':'Two','owner':null}");
        assertThat(plan.differences().getFirst().fields())
                .extracting(field -> field.field() + ": " + field.before() + " " + field.after())
                .containsExactly("name: \"One\" \"Two\"", "owner: \"ann\" null");
        assertThat(book.centers("a")).hasSize(2);
        assertThat(book.centers("a").getLast().name()).isEqualTo("Two");
        assertThat(book.centers("a").getLast().owner()).isNull();
    }

    @Test
    void changeThatSaysNothingNewIsNotKept() {
        created("2026-01-01", "{'code':'a','name':'A'}");
        OrganisationPlan plan = changed("2026-06-01", "a", "{'name':'A','view':'chargeback'}");
        assertThat(plan.changes()).isEmpty();
        assertThat(plan.differences().getFirst().outcome()).isEqualTo("unchanged");
    }

    @Test
    void endIsTakenBackOnItsVeryDayAlone() {
        created("2026-01-01", "{'code':'a','name':'A'}");
        plan("2026-06-01", Wish.end(Kind.COST_CENTER, "a"));
        assertThat(book.centers("a").getLast().validUntil()).isEqualTo(LocalDate.of(2026, 6, 1));
        assertThatThrownBy(() -> changed("2026-06-02", "a", "{'name':'B'}"))
                .hasMessageContaining("cost_center.ended: 'a' is not there any more from 2026-06-01 on");
        assertThatThrownBy(() -> plan("2026-07-01", Wish.end(Kind.COST_CENTER, "a")))
                .hasMessageContaining("cost_center.ended");
        changed("2026-06-01", "a", "{}");
        assertThat(book.centers("a").getLast().validUntil()).isNull();
    }

    @Test
    void earlierEndStandsThoughALaterOneWasTakenBack() {
        created("2026-01-01", "{'code':'a','name':'A'}");
        plan("2026-06-01", Wish.end(Kind.COST_CENTER, "a"));
        changed("2026-06-01", "a", "{}");
        plan("2026-05-01", Wish.end(Kind.COST_CENTER, "a"));
        assertThat(book.centers("a")).hasSize(1);
        assertThat(book.centers("a").getLast().validUntil()).isEqualTo(LocalDate.of(2026, 5, 1));
    }

    @Test
    void endedOnItsFirstDayItNeverWasAndItsCodeIsTakenNevertheless() {
        created("2026-01-01", "{'code':'a','name':'A'}");
        plan("2026-01-01", Wish.end(Kind.COST_CENTER, "a"));
        assertThat(book.centers("a")).isEmpty();
        assertThatThrownBy(() -> created("2026-02-01", "{'code':'a','name':'Again'}"))
                .hasMessageContaining("cost_center.code_taken");
    }

    @Test
    void changeForADayBeforeTheFirstBeginsItEarlier() {
        created("2026-03-01", "{'code':'a','name':'A','owner':'ann'}");
        OrganisationPlan plan = changed("2026-02-01", "a", "{'name':'Early'}");
        assertThat(book.centers("a"))
                .extracting(each -> each.validFrom() + " " + each.name() + " " + each.owner())
                .containsExactly("2026-02-01 Early ann", "2026-03-01 A ann");
        assertThat(plan.differences().getFirst().fields())
                .extracting(field -> field.field() + ": " + field.before() + " " + field.after())
                .containsExactly("valid_from: \"2026-03-01\" \"2026-02-01\"", "name: \"A\" \"Early\"");
        assertThatThrownBy(() -> plan("2026-01-01", Wish.end(Kind.COST_CENTER, "a")))
                .hasMessageContaining("cost_center.not_begun: 'a' begins on 2026-02-01");
    }

    @Test
    void onlyWhatComesOfAllTogetherMustFit() {
        created("2026-01-01", "{'code':'a','name':'A'}");
        created("2026-01-01", "{'code':'b','name':'B','parent':'a'}");
        plan(
                "2026-05-01",
                CostCenterForm.changed("a", body("{'parent':'b'}")),
                CostCenterForm.changed("b", body("{'parent':null}")));
        Organisation organisation = book.organisation();
        assertThat(organisation.path("a", Instant.parse("2026-05-01T00:00:00Z")))
                .containsExactly("b", "a");
        assertThat(organisation.path("b", Instant.parse("2026-04-30T23:59:59Z")))
                .containsExactly("a", "b");
        assertThatThrownBy(() -> plan("2026-06-01", CostCenterForm.changed("b", body("{'parent':'a'}"))))
                .hasMessageContaining("cost_center.circle: on 2026-06-01");
        assertThatThrownBy(() -> plan(
                        "2026-06-01",
                        CostCenterForm.changed("b", body("{'name':'x'}")),
                        Wish.end(Kind.COST_CENTER, "b")))
                .hasMessageContaining("cost_center 'b' is named twice");
    }

    @Test
    void whatIsNotThereIsNotChanged() {
        assertThatThrownBy(() -> changed("2026-06-01", "a", "{}"))
                .hasMessageContaining("cost_center.unknown: tenant 'acme' has no cost center 'a'");
        String id = new UUID(0, 7).toString();
        assertThatThrownBy(() -> plan("2026-06-01", Wish.end(Kind.MAPPING_RULE, id)))
                .hasMessageContaining("mapping_rule.unknown: tenant 'acme' has no mapping rule '" + id);
    }

    @Test
    void rulesOfTheSameIdKeepTheOrderOfTheirConditions() {
        created("2026-01-01", "{'code':'a','name':'A'}");
        plan(
                "2026-01-01",
                MappingRuleForm.created(
                        body("{'cost_center':'a','conditions':{'user':'u','app':['x','y'],'tag.k':['']}}"), 10));
        assertThat(book.rules().getFirst().conditions())
                .containsExactly(Condition.of("user", "u"), Condition.of("app", "x", "y"), Condition.of("tag.k", ""));
        assertThat(MappingRuleForm.free(book)).isEqualTo(20);
    }

    private void created(String day, String fields) {
        plan(day, CostCenterForm.created(body(fields)));
    }

    private OrganisationPlan changed(String day, String code, String fields) {
        return plan(day, CostCenterForm.changed(code, body(fields)));
    }

    private OrganisationPlan plan(String day, Wish... wishes) {
        OrganisationPlan plan = OrganisationPlan.of(book, LocalDate.parse(day), List.of(wishes), BY);
        book = plan.after();
        return plan;
    }

    private static JsonFields body(String fields) {
        return JsonFields.parse(fields.replace('\'', '"'));
    }

    @Test
    void firstChangeSaysAllFields() {
        created("2026-01-01", "{'code':'a','name':'A'}");
        assertThat(book.history(Kind.COST_CENTER, "a").getFirst().fields())
                .isEqualTo(JsonNodeFactory.instance
                        .objectNode()
                        .put("name", "A")
                        .putNull("parent")
                        .putNull("owner")
                        .putNull("currency")
                        .putNull("gl_account")
                        .put("view", "chargeback")
                        .put("ended", false));
    }
}
