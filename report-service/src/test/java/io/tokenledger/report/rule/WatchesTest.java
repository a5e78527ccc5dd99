package io.tokenledger.report.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.report.alert.AlertKind;
import io.tokenledger.report.alert.Contributor;
import io.tokenledger.report.forecast.Level;
import io.tokenledger.report.json.JsonFields;
import io.tokenledger.report.problem.ReportProblem;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The decisions of rules, without a database. */
class WatchesTest {
    private static final ZoneId KATHMANDU = ZoneId.of("Asia/Kathmandu");

    @Test
    void marginCountsInHalfWidthsAndTheLeastAmountFromTheEdge() {
        var interval = new Expectation.Interval(dec("6"), dec("10"), dec("12"), "m");
        assertThat(interval.isAbove(dec("12"), anomaly("0", "0"))).isFalse();
        assertThat(interval.isAbove(dec("12.000001"), anomaly("0", "0"))).isTrue();
        assertThat(interval.isAbove(dec("14"), anomaly("1", "0"))).isFalse();
        assertThat(interval.isAbove(dec("14.1"), anomaly("1", "0"))).isTrue();
        assertThat(interval.isAbove(dec("14.1"), anomaly("1", "2.2"))).isFalse();
        assertThat(interval.isBelow(dec("2"), anomaly("1", "0"))).isFalse();
        assertThat(interval.isBelow(dec("1.9"), anomaly("1", "0"))).isTrue();
        assertThat(interval.isBelow(dec("1.9"), anomaly("1", "4.2"))).isFalse();
    }

    @Test
    void hoursAreThoseOfTheZoneAndNoneIsLeftOut() {
        Instant now = Instant.parse("2026-11-21T14:20:00Z"); // 20:05 in Kathmandu
        assertThat(SpendHours.of(Optional.empty(), KATHMANDU, now))
                .extracting(hour -> hour.toInstant().toString())
                .containsExactly("2026-11-21T13:15:00Z", "2026-11-21T14:15:00Z");
        assertThat(SpendHours.of(seen("2026-11-21T10:15:00Z"), KATHMANDU, now))
                .extracting(hour -> hour.toInstant().toString())
                .containsExactly(
                        "2026-11-21T11:15:00Z", "2026-11-21T12:15:00Z", "2026-11-21T13:15:00Z", "2026-11-21T14:15:00Z");
        assertThat(SpendHours.of(seen("2026-11-21T13:15:00Z"), KATHMANDU, now)).hasSize(2);
        assertThat(SpendHours.of(seen("2026-10-21T13:15:00Z"), KATHMANDU, now)).hasSize(25);
    }

    @Test
    void explanationIsTheDistanceToTheOwnMeanOfTheSameHour() {
        Map<String, String> grown = Map.of("app", "a", "model", "x");
        Map<String, String> fallen = Map.of("app", "b", "model", "x");
        Map<String, String> newcomer = Map.of("app", "c", "model", "y");
        Map<String, String> gone = Map.of("app", "d", "model", "y");
        List<Map<Map<String, String>, BigDecimal>> weeks = List.of(
                Map.of(grown, dec("10"), fallen, dec("1"), newcomer, dec("5")),
                Map.of(grown, dec("3"), fallen, dec("4")),
                Map.of(grown, dec("4"), gone, dec("3")),
                Map.of(), // an outage says nothing
                Map.of(grown, dec("2"), fallen, dec("2")));
        assertThat(Explanation.of(weeks, "USD", true))
                .containsExactly(
                        new Contributor(grown, "7", "USD", "0.5833"), new Contributor(newcomer, "5", "USD", "0.4167"));
        assertThat(Explanation.of(weeks, "USD", false))
                .containsExactly(
                        new Contributor(fallen, "-1", "USD", "0.5000"), new Contributor(gone, "-1", "USD", "0.5000"));
    }

    @Test
    void conditionsComeBackAsTheyWereKept() {
        for (String rule : List.of(
                "spend_anomaly {}",
                "spend_anomaly {\"sensitivity\":\"80\",\"margin\":\"0.5\",\"min_amount\":\"12.5\",\"currency\":\"EUR\","
                        + "\"direction\":\"both\",\"timezone\":\"Asia/Kolkata\"}",
                "unpriced_share {\"over\":\"0.05\",\"minutes\":45,\"min_requests\":7}",
                "rejected_share {\"over\":\"0\",\"hours\":3,\"min_events\":9}",
                "ledger_drift {}",
                "ingest_silent {\"minutes\":10}")) {
            AlertKind kind = AlertKind.valueOf(rule.split(" ", 2)[0].toUpperCase(Locale.ROOT));
            Condition read = ConditionForm.read(kind, JsonFields.parse(rule.split(" ", 2)[1]));
            assertThat(ConditionForm.read(kind, JsonFields.parse(RuleJsonText.write(ConditionForm.fields(read)))))
                    .as(rule)
                    .isEqualTo(read);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'kind':'unpriced_share','condition':{'minutes':60}} | condition.over is missing",
                "{'kind':'unpriced_share','condition':{'over':'1.1'}} | a decimal from 0 to 1",
                "{'kind':'unpriced_share','condition':{'over':'0.1','minutes':20}} | a multiple of 15",
                "{'kind':'unpriced_share','condition':{'over':'0.1','minutes':15.5}} | a whole number",
                "{'kind':'unpriced_share','condition':{'over':'0.1','hours':1}} | 'condition.hours' is not known",
                "{'kind':'spend_anomaly','condition':{'sensitivity':'90'}} | one of 80, 95",
                "{'kind':'spend_anomaly','condition':{'direction':'down'}} | one of up, both",
                "{'kind':'spend_anomaly','condition':{'currency':'usd'}} | usd",
                "{'kind':'spend_anomaly','condition':{'timezone':'Mars'}} | Mars",
                "{'kind':'ingest_silent'} | condition.minutes is missing",
                "{'kind':'ingest_silent','condition':{'minutes':0}} | a decimal from 1",
                "{'kind':'ingest_silent','condition':{'minutes':5},'scope':{'user':['u']}} | no user and no tag",
                "{'kind':'rejected_share','condition':{'over':'0.1'},'scope':{'team':['x']}} | all of a tenant",
                "{'kind':'ledger_drift','scope':{'tenant':['x']}} | all of a tenant",
                "{'kind':'spend_anomaly','scope':{'tenant':['x']}} | scope.tenant",
                "{'kind':'spend_anomaly','scope':{'team':[]}} | scope.team is empty",
                "{'kind':'spend_anomaly','scope':{'colour':['red']}} | colour",
                "{'kind':'budget_threshold'} | stands in the budget",
                "{'kind':'weather'} | kind is 'weather'",
                "{'kind':'ledger_drift','severity':'bad'} | one of info, warning, critical",
                "{'kind':'ledger_drift','channels':['mail']} | channels[] is 'mail'",
                "{'kind':'ledger_drift','colour':'red'} | 'colour' is not known"
            })
    void whatCannotBeUsedIsRefusedWithItsValueAndTheRule(String row) {
        String body =
                row.split(" \\| ", 2)[0].replace('\'', '"').replaceFirst("\\{", "{\"tenant\":\"acme\",\"name\":\"n\",");
        assertThatThrownBy(() -> RuleForm.create(JsonFields.parse(body), RuleBench.mail(), Instant.EPOCH))
                .isInstanceOf(ReportProblem.class)
                .hasMessageContaining(row.split(" \\| ", 2)[1]);
    }

    private static Optional<RuleStatus> seen(String completeThrough) {
        return Optional.of(new RuleStatus(
                1,
                Instant.EPOCH,
                Evaluation.Outcome.QUIET,
                "",
                Map.of(SpendHours.COMPLETE_THROUGH, completeThrough),
                Instant.EPOCH));
    }

    private static Condition.SpendAnomaly anomaly(String margin, String least) {
        return new Condition.SpendAnomaly(
                Level.NINETY_FIVE, dec(margin), dec(least), "USD", Condition.Direction.BOTH, KATHMANDU);
    }

    private static BigDecimal dec(String text) {
        return new BigDecimal(text);
    }
}
