package io.tokenledger.report.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenledger.contract.Meter;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.ReportProblem;
import java.math.BigInteger;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckFormTest {
    private static final String COST = "'estimate':{'cost':'1','currency':'USD'}";

    private static Check read(String json) {
        return CheckForm.read(JsonFields.parse(json.replace('\'', '"')), 60, 3_600);
    }

    @Test
    void everythingThatIsSaidIsTaken() {
        Check check = read("""
                {'tenant':'acme',
                 'attribution':{'team':'search','project':'p','app':'a','environment':'prod','user':'u1','provider':'openai',
                                'reasoning_effort':'high','tags':{'feature':'ask','empty':''}},
                 'estimate':{'model':'o4-mini','service_tier':'flex','region':'eu',
                             'usage':{'input_tokens':1000,'cached_input_tokens':600,'cache_write_tokens':100,
                                      'cache_write_1h_tokens':40,'audio_input_tokens':50,'output_tokens':200,
                                      'reasoning_tokens':150,'web_searches':2,'meters':{'ocr_pages':3}}},
                 'reserve_seconds':90,'request_id':'r1','unknown_cost':'deny','dry_run':true}
                """);

        assertEquals("acme", check.tenant());
        assertEquals(
                Map.ofEntries(
                        Map.entry("team", "search"),
                        Map.entry("project", "p"),
                        Map.entry("app", "a"),
                        Map.entry("environment", "prod"),
                        Map.entry("user", "u1"),
                        Map.entry("provider", "openai"),
                        Map.entry("model", "o4-mini"),
                        Map.entry("service_tier", "flex"),
                        Map.entry("reasoning_effort", "high"),
                        Map.entry("region", "eu"),
                        Map.entry("tag.feature", "ask"),
                        Map.entry("tag.empty", "")),
                check.attribution());
        var usage = (Estimate.Usage) check.estimate();
        assertEquals("openai", usage.provider());
        assertEquals("o4-mini", usage.model());
        assertEquals("flex", usage.serviceTier());
        assertEquals("eu", usage.region());
        assertEquals(250, usage.meters().quantity(Meter.INPUT));
        assertEquals(600, usage.meters().quantity(Meter.CACHED_INPUT));
        assertEquals(60, usage.meters().quantity(Meter.CACHE_WRITE));
        assertEquals(40, usage.meters().quantity(Meter.CACHE_WRITE_1H));
        assertEquals(1_000, usage.meters().inputTokens());
        assertEquals(50, usage.meters().quantity(Meter.OUTPUT));
        assertEquals(200, usage.meters().outputTokens());
        assertEquals(1, usage.meters().quantity(Meter.REQUESTS));
        assertEquals(3, usage.meters().quantity(Meter.of("ocr_pages")));
        assertEquals(90, check.reserveSeconds());
        assertTrue(check.deniesUnknown());
        assertTrue(check.dryRun());
    }

    @Test
    void whatIsNotSaidHasItsDefaultAndUsersAreNotKnownWhileTheTierIsStandard() {
        Check check = read("{'tenant':'acme'," + COST + "}");

        assertEquals(Map.of("service_tier", "standard"), check.attribution());
        assertEquals(60, check.reserveSeconds());
        assertEquals(false, check.deniesUnknown());
        assertEquals(false, check.dryRun());
        assertNull(check.request());
    }

    @Test
    void amountsAreExactToThePico() {
        var amounts = (Estimate.Amounts)
                read("{'tenant':'acme','estimate':{'cost':'999999999999.000000000001','currency':'EUR','tokens':5}}")
                        .estimate();

        assertEquals(new BigInteger("999999999999000000000001"), amounts.costPico());
        assertEquals("EUR", amounts.currency());
        assertEquals(5, amounts.tokens());
    }

    @Test
    void anotherQuestionHasAnotherDigest() {
        String form = "{'tenant':'acme',%s,'request_id':'r1'}";
        RequestName one = read(form.formatted(COST)).request();

        assertEquals(one, read(form.formatted(COST)).request());
        assertNotEquals(one, read(form.formatted(COST.replace("1", "2"))).request());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                           | field.invalid | the body is an array: an object is expected",
                "{%s}                                         | field.missing | tenant is missing",
                "{'tenant':' ',%s}                            | field.missing | tenant is missing",
                "{'tenant':'a'}                               | field.missing | estimate is missing",
                "{'tenant':'a','teem':'x',%s}                 | field.unknown | 'teem' is not known",
                "{'tenant':'a','attribution':{'teem':'x'},%s} | field.unknown | 'attribution.teem' is not known",
                "{'tenant':'a','attribution':{'team':5},%s}   | field.invalid | attribution.team is 5",
                "{'tenant':'a','attribution':{'tags':{'k':1}},%s} | field.invalid | attribution.tags.k is 1",
                "{'tenant':'a','estimate':{}}                 | field.missing | neither usage nor cost nor tokens",
                "{'tenant':'a','estimate':{'currency':'USD'}} | field.missing | neither usage nor cost nor tokens",
                "{'tenant':'a','estimate':{'cost':'1','usage':{}}} | field.invalid | usage beside cost or tokens",
                "{'tenant':'a','estimate':{'cost':'1.0000000000001'}} | field.invalid | estimate.cost is '1.0000000000001'",
                "{'tenant':'a','estimate':{'cost':'-1'}}      | field.invalid | estimate.cost is '-1'",
                "{'tenant':'a','estimate':{'cost':'1e3'}}     | field.invalid | estimate.cost is '1e3'",
                "{'tenant':'a','estimate':{'cost':0.1}}       | field.invalid | estimate.cost is 0.1: a text",
                "{'tenant':'a','estimate':{'cost':'1','currency':'XXX'}} | currency.invalid | currency XXX",
                "{'tenant':'a','estimate':{'tokens':1,'currency':'USD'}} | field.invalid | estimate.currency belongs to a cost",
                "{'tenant':'a','estimate':{'tokens':1.5}}     | field.invalid | estimate.tokens is 1.5: a whole number",
                "{'tenant':'a','estimate':{'tokens':-1}}      | field.invalid | estimate.tokens is -1",
                "{'tenant':'a','estimate':{'tokens':10000000001}} | field.invalid | estimate.tokens is 10000000001",
                "{'tenant':'a','estimate':{'usage':{'input_tokens':1}}} | field.missing | estimate.provider is missing",
                "{'tenant':'a','estimate':{'provider':'p','usage':{'input_tokens':1}}} | field.missing | estimate.model is missing",
                "{'tenant':'a','estimate':{'provider':'p','model':'m','usage':{'tokens':1}}} | field.unknown | 'estimate.usage.tokens'",
                "{'tenant':'a','estimate':{'provider':'p','model':'m','usage':{'input_tokens':1,'cached_input_tokens':2}}} | field.invalid | estimate.usage.input_tokens is 1",
                "{'tenant':'a','estimate':{'provider':'p','model':'m','usage':{'output_tokens':1,'reasoning_tokens':2}}} | field.invalid | estimate.usage.output_tokens is 1",
                "{'tenant':'a','estimate':{'provider':'p','model':'m','usage':{'cache_write_1h_tokens':2}}} | field.invalid | cache_write_tokens is 0",
                "{'tenant':'a','estimate':{'provider':'p','model':'m','usage':{'meters':{'input':2}}}} | field.unknown | has a field of its own",
                "{'tenant':'a','estimate':{'provider':'p','model':'m','usage':{'meters':{'A b':2}}}} | field.unknown | no name of a meter",
                "{'tenant':'a','attribution':{'model':'x'},'estimate':{'provider':'p','model':'m','usage':{}}} | field.invalid | estimate.model is 'm', attribution.model is 'x'",
                "{'tenant':'a','reserve_seconds':0,%s}        | field.invalid | reserve_seconds is 0",
                "{'tenant':'a','reserve_seconds':3601,%s}     | field.invalid | reserve_seconds is 3601: a decimal from 1 to 3600",
                "{'tenant':'a','reserve_seconds':1.5,%s}      | field.invalid | whole seconds",
                "{'tenant':'a','request_id':'',%s}            | field.missing | request_id is missing",
                "{'tenant':'a','unknown_cost':'maybe',%s}     | field.invalid | unknown_cost is one of allow, deny",
                "{'tenant':'a','dry_run':'yes',%s}            | field.invalid | dry_run",
            })
    void whatCannotBeUsedIsToldWithItsPlaceAndTheRule(String json, String code, String detail) {
        ReportProblem problem = assertThrows(ReportProblem.class, () -> read(json.replace("%s", COST)));

        assertEquals(code, problem.error().code(), problem.detail());
        assertTrue(problem.detail().contains(detail), problem.detail());
    }
}
