package io.tokenledger.report.focus;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.fixture.ReferenceData;
import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.focus.Conformance.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The 621 rules of the FinOps Foundation's validator model for FOCUS 1.2, applied to our files. 1.3 only adds columns. */
class FocusRulesIT {
    /** What a file of LLM usage does not have. The columns that go with it are not there, and their rules do not apply. */
    static final Set<String> UNSUPPORTED = Set.of(
            "ACCOUNT_NAMING_SUPPORTED",
            "AVAILABILITY_ZONE_SUPPORTED",
            "BILLING_BASED_ON_PROVISIONED_RESOURCES_SUPPORTED",
            "CAPACITY_RESERVATION_SUPPORTED",
            "COMMITMENT_DISCOUNT_SUPPORTED",
            "MULTIPLE_BILLING_ACCOUNT_TYPES_SUPPORTED",
            "MULTIPLE_SUB_ACCOUNT_TYPES_SUPPORTED",
            "RESOURCE_TYPE_ASSIGNMENT_SUPPORTED",
            "VIRTUAL_CURRENCY_SUPPORTED");

    private static Map<String, ModelRule> rules = Map.of();
    private static TestLedger ledger = new TestLedger("focus_rules");

    @BeforeAll
    static void fill() throws IOException {
        rules = ModelRule.read(ReferenceData.file("focus/focus_validator_model-1.2.json"));
        ledger = FocusLedger.filled("focus_rules");
    }

    @ParameterizedTest
    @EnumSource(FocusVersion.class)
    void noRuleThatAppliesIsBrokenAndNoneIsPassedOver(FocusVersion version) {
        Map<String, Verdict> verdicts = verdicts(FocusTable.export(ledger, FocusTable.june("acme", version, null)));

        assertThat(verdicts).hasSize(621).hasSameSizeAs(rules);
        print(version, verdicts);
        assertThat(ofKind(verdicts, Verdict.Failed.class)).isEmpty();
        assertThat(ofKind(verdicts, Verdict.Unknown.class)).isEmpty();
        assertThat(ofKind(verdicts, Verdict.Passed.class)).hasSizeGreaterThan(330);
    }

    @Test
    void ourReasonsAndChecksAreOfRulesThatThereAre() {
        assertThat(rules.keySet())
                .containsAll(DynamicReasons.REASONS.keySet())
                .containsAll(DynamicChecks.CHECKS.keySet());
        assertThat(DynamicReasons.REASONS.keySet()).doesNotContainAnyElementsOf(DynamicChecks.CHECKS.keySet());
    }

    @Test
    void fileThatIsBrokenOnPurposeIsFound() {
        FocusTable sound = FocusTable.export(ledger, FocusTable.june("acme", FocusVersion.V1_2, null));
        List<String> missed = new ArrayList<>();
        Mutations.ALL.forEach((mutation, broken) -> {
            FocusTable file = sound.copy();
            mutation.change().accept(file);
            Map<String, Verdict> verdicts = verdicts(file);
            for (String rule : broken) {
                if (!(verdicts.get(rule) instanceof Verdict.Failed)) {
                    missed.add(mutation.name() + " is not found by " + rule);
                }
            }
        });
        assertThat(missed).isEmpty();
    }

    private static Map<String, Verdict> verdicts(FocusTable file) {
        return Conformance.of(rules, UNSUPPORTED, new RuleChecks(FocusSpecification.currencies()), file);
    }

    private static Map<String, Verdict> ofKind(Map<String, Verdict> verdicts, Class<? extends Verdict> kind) {
        return verdicts.entrySet().stream()
                .filter(each -> kind.isInstance(each.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static void print(FocusVersion version, Map<String, Verdict> verdicts) {
        Map<String, Integer> counts = new TreeMap<>();
        verdicts.values()
                .forEach(verdict -> counts.merge(
                        switch (verdict) {
                            case Verdict.Passed _ -> "applied: passed";
                            case Verdict.Failed _ -> "applied: failed";
                            case Verdict.Alternative _ -> "applied with its composite";
                            case Verdict.NotApplied(var reason) -> "not applied, " + reason;
                            case Verdict.Unknown _ -> "passed over";
                        },
                        1,
                        Integer::sum));
        System.out.println("FOCUS " + version.wireName() + ": " + verdicts.size() + " rules");
        counts.forEach((what, count) -> System.out.println("%5d %s".formatted(count, what)));
    }
}
