package io.tokenledger.report.costcenter;

import static io.tokenledger.report.costcenter.Http.center;
import static io.tokenledger.report.costcenter.Http.get;
import static io.tokenledger.report.costcenter.Http.post;
import static io.tokenledger.report.costcenter.Http.rule;
import static io.tokenledger.report.costcenter.Http.said;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What nobody pays for, over HTTP, with amounts worked out by hand from {@link BookedUsage}. */
@QuarkusTest
@QuarkusTestResource(value = BookedUsage.class, restrictToAnnotatedClass = true)
class UnattributedResourceIT {
    private static final String LIST = "/v1/mapping-rules/unattributed?from=2026-11&to=2026-12&tenant=";
    private static final String SUGGESTIONS = "/v1/mapping-rules/suggestions?from=2026-11&to=2026-12&tenant=";

    @Test
    void unattributedUsageIsToldByWeightAndSuggestedRulesAttributeIt() throws JsonProcessingException {
        center("acme", "search", "");
        post("/v1/cost-centers", said("acme", "'code':'adv','name':'Ads and more'", "2026-01-01"))
                .statusCode(201);
        rule("acme", "'team':'search','app':'web'", "search");
        get(LIST + "acme&group_by=team")
                .statusCode(200)
                .body("currency", equalTo("USD"))
                .body("total.cost", equalTo("17"))
                .body("total.requests", equalTo(5))
                .body("unattributed.usage.cost", equalTo("11"))
                .body("unattributed.share_of_cost", equalTo("0.647059"))
                .body("unattributed.share_of_requests", equalTo("0.8"))
                .body("unattributed.share_of_tokens", equalTo("0.8"))
                .body("groups.group.team", contains("ads", "search-lab", "search", null))
                .body("groups.part.usage.cost", contains("5", "3", "2", "1"))
                .body("groups[0].part.share_of_cost", equalTo("0.294118"))
                .body("groups.cumulative_share", contains("0.454545", "0.727273", "0.909091", "1"));
        String next = get(LIST + "acme&group_by=team&limit=3").extract().path("next");
        get(LIST + "acme&group_by=team&limit=3&cursor=" + next)
                .body("groups.part.usage.cost", contains("1"))
                .body("groups.cumulative_share", contains("1"))
                .body("next", nullValue());
        List<Map<String, Object>> rules = get(SUGGESTIONS + "acme&author=ann")
                .statusCode(200)
                .body("unattributed.usage.cost", equalTo("11"))
                .body("suggestions.rule.cost_center", contains("adv", "search", "search"))
                .body("suggestions.rule.position", contains(20, 30, 40))
                .body("suggestions[0].rule.conditions.team", contains("ads"))
                .body("suggestions[1].rule.conditions.app", contains("web"))
                .body("suggestions[2].rule.conditions.team", contains("search"))
                .body("suggestions.usage.cost", contains("5", "3", "2"))
                .body("suggestions.share", contains("0.454545", "0.272727", "0.181818"))
                .body("suggestions.cumulative_share", contains("0.454545", "0.727273", "0.909091"))
                .body("suggestions[0].evidence[0].kind", equalTo("name_holds"))
                .body("suggestions[1].evidence[0].kind", equalTo("usage"))
                .body("suggestions[1].evidence[0].share", equalTo("1"))
                .body("suggestions[0].rule.valid_from", equalTo("2026-11-01"))
                .body("left.cost", equalTo("1"))
                .extract()
                .path("suggestions.rule");
        for (Map<String, Object> each : rules) {
            post("/v1/mapping-rules", new ObjectMapper().writeValueAsString(each))
                    .statusCode(201);
        }
        get(LIST + "acme").body("unattributed.usage.cost", equalTo("1")).body("groups", hasSize(1));
        get(SUGGESTIONS + "acme").body("suggestions", empty()).body("left.cost", equalTo("1"));
        get(LIST + "globex").body("unattributed.usage.cost", equalTo("100"));
    }

    @Test
    void rulesThatLookAtTagsAreAnsweredFromEntries() {
        center("tagged", "x", "");
        rule("tagged", "'tag.feature':'x','user':'u*'", "x");
        get(LIST + "tagged&group_by=user,key")
                .body("total.cost", equalTo("10"))
                .body("unattributed.usage.cost", equalTo("3"))
                .body("groups.group.user", contains("u2", null))
                .body("groups.group.key", contains(null, "sk-1"))
                .body("groups.part.usage.cost", contains("2", "1"));
        get(SUGGESTIONS + "tagged&group_by=team&author=ann")
                .body("suggestions[0].rule.conditions.team", contains("t"))
                .body("suggestions[0].rule.author", equalTo("ann"))
                .body("suggestions[0].evidence[0].share", equalTo("1"));
    }

    @Test
    void usageIsMappedByTheRulesInForceWhenItIsAccounted() {
        center("later", "x", "");
        post("/v1/mapping-rules", said("later", "'conditions':{'team':'t'},'cost_center':'x'", "2026-11-10"))
                .statusCode(201);
        get(LIST + "later").body("total.cost", equalTo("3")).body("unattributed.usage.cost", equalTo("1"));
    }

    @Test
    void whatHasNoPriceIsCountedAndCostsNobodyKnowsWhat() {
        get(LIST + "unpriced")
                .body("unattributed.usage.cost", nullValue())
                .body("unattributed.usage.unpriced_requests", equalTo(1))
                .body("unattributed.share_of_cost", nullValue())
                .body("unattributed.share_of_requests", equalTo("1"))
                .body("groups.cumulative_share", contains("1"));
    }

    @Test
    void daysAreThoseOfTheBooksAndSuggestionsBeginOnTheFirstOpenDay() {
        assertThat(get("/v1/mapping-rules/unattributed?from=2026-11-01&to=2026-12-01&tenant=kathmandu")
                        .extract()
                        .<String>path("from"))
                .isEqualTo("2026-11-01T00:00:00+05:45");
        get("/v1/mapping-rules/unattributed?from=2026-11-01&to=2026-12-01&tenant=kathmandu&timezone=UTC")
                .body("from", equalTo("2026-11-01T00:00:00Z"));
    }

    @Test
    void whatCannotBeAskedIsTold() {
        get("/v1/mapping-rules/unattributed").statusCode(400).body("detail", containsString("tenant is missing"));
        get(LIST + "acme&group_by=model").statusCode(400).body("code", equalTo("dimension.unknown"));
        get(LIST + "acme&group_by=team,team").statusCode(400).body("code", equalTo("dimension.repeated"));
        get(LIST + "acme&cursor=x").statusCode(400).body("detail", containsString("cursor is 'x'"));
        get(LIST + "acme&author=ann").statusCode(400).body("code", equalTo("parameter.unknown"));
        get(SUGGESTIONS + "acme&cursor=1").statusCode(400).body("code", equalTo("parameter.unknown"));
        get(SUGGESTIONS + "acme&valid_from=x").statusCode(400).body("detail", containsString("valid_from is 'x'"));
    }
}
