package io.tokenledger.pricing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tokenledger.pricing.contract.settlement.Commitment;
import io.tokenledger.pricing.contract.settlement.ProvisionedThroughput;
import io.tokenledger.pricing.contract.settlement.TermScope;
import io.tokenledger.pricing.contract.settlement.VolumeTiers;
import io.tokenledger.pricing.contract.settlement.VolumeTiers.Measure;
import io.tokenledger.pricing.contract.settlement.VolumeTiers.Mode;
import io.tokenledger.pricing.contract.settlement.VolumeTiers.Step;
import io.tokenledger.pricing.pricebook.ValidRange;
import io.tokenledger.pricing.problem.PricingProblem;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermReaderTest {
    private static final String VOLUME = """
            {'tenant':'acme', 'provider':'openai', 'from':'2026-11-01', 'currency':'USD', 'measure':'spend',
             'mode':'graduated', 'steps':[{'from':'0','discount_percent':'0'},{'from':2500.5,'discount_percent':7.25}]}""";
    private static final String COMMITMENT = """
            {'tenant':'acme', 'provider':'openai', 'from':'2026-01-01', 'until':'2027-01-01', 'currency':'EUR',
             'amount':'250000.000000000001', 'timezone':'Europe/Berlin'}""";
    private static final String THROUGHPUT = """
            {'tenant':'acme', 'provider':'azure', 'model':'gpt-*', 'region':'eastus-ptu',
             'from':'2026-11-01T00:00:00Z', 'currency':'USD', 'amount_per_unit_hour':'2', 'units':50}""";

    private static PricingProblem problem(String kind, String body) {
        var problem = catchThrowableOfType(PricingProblem.class, () -> ContractFixture.draft(kind, body));
        assertThat(problem).as("refusal of %s", body).isNotNull();
        return problem;
    }

    @Test
    void volumeTiersAreReadExactly() {
        TermDraft draft = ContractFixture.draft(VolumeTiers.KIND, VOLUME);

        assertThat(draft.scope()).isEqualTo(new TermScope("openai", "", "", ""));
        assertThat(draft.range()).isEqualTo(new ValidRange(Instant.parse("2026-11-01T00:00:00Z"), null));
        assertThat(draft.terms())
                .isEqualTo(new VolumeTiers(
                        Measure.SPEND,
                        Mode.GRADUATED,
                        List.of(
                                new Step(BigInteger.ZERO, new BigDecimal("0")),
                                new Step(new BigInteger("2500500000000000"), new BigDecimal("7.25")))));
    }

    @Test
    void daysBeginByTheClockOfTheZone() {
        TermDraft draft = ContractFixture.draft(Commitment.KIND, COMMITMENT);

        assertThat(draft.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(draft.range())
                .isEqualTo(
                        new ValidRange(Instant.parse("2025-12-31T23:00:00Z"), Instant.parse("2026-12-31T23:00:00Z")));
        assertThat(draft.terms()).isEqualTo(new Commitment(new BigInteger("250000000000000001")));
    }

    @Test
    void capacityThatIsNotStatedIsNotKnown() {
        TermDraft draft = ContractFixture.draft(ProvisionedThroughput.KIND, THROUGHPUT);

        assertThat(draft.scope()).isEqualTo(new TermScope("azure", "gpt-*", "", "eastus-ptu"));
        assertThat(draft.terms()).isEqualTo(new ProvisionedThroughput(new BigInteger("2000000000000"), 50, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'tenant':'acme',                  |                                   | field.missing              | tenant is missing
            'tenant':'acme'                   | 'tenant':' '                      | text.invalid               | tenant
            'tenant':'acme'                   | 'tenant':'a\\u0000'               | text.invalid               | tenant
            'tenant':'acme'                   | 'tenant':7                        | field.wrong_type           | tenant is 7
            'provider':'openai'               | 'providr':'openai'                | field.unknown              | providr
            'from':'2026-11-01'               | 'from':'soon'                     | time.invalid               | 'soon'
            'from':'2026-11-01'               | 'from':'2019-12-31'               | contract.range_invalid     | 2019-12-31
            'from':'2026-11-01'               | 'from':'2026-11-01T00:05:00Z'     | contract.range_invalid     | quarters of an hour
            'from':'2026-11-01'               | 'from':'2026-11-01','until':'2026-11-01' | contract.range_invalid | ends after it begins
            'from':'2026-11-01'               | 'from':'2026-11-01','until':'2026-10-01' | contract.range_invalid | ends after it begins
            'currency':'USD'                  | 'currency':'DOLLAR'               | contract.currency_unknown  | DOLLAR
            'currency':'USD'                  | 'currency':'XXX'                  | contract.currency_unknown  | XXX
            'currency':'USD'                  | 'currency':'usd'                  | contract.currency_unknown  | usd
            'currency':'USD'                  | 'currency':'USD','timezone':'Mars/Base' | contract.timezone_unknown | Mars/Base
            'measure':'spend'                 | 'measure':'requests'              | contract.choice_unknown    | tokens, spend
            'mode':'graduated'                | 'mode':'best'                     | contract.choice_unknown    | graduated, all_units
            {'from':'0','discount_percent':'0'}, |                                | contract.steps_invalid     | steps[0].from is 2500.5
            'from':2500.5                     | 'from':'0'                        | contract.steps_invalid     | steps[1].from is 0
            'from':2500.5                     | 'from':-1                         | contract.number_invalid    | steps[1].from is -1
            'from':2500.5                     | 'from':1e999999                   | contract.number_invalid    | 1E+999999
            'from':2500.5                     | 'from':'0.0000000000001'          | contract.number_invalid    | 12 decimal places
            'from':2500.5                     | 'from':'many'                     | contract.number_invalid    | 'many'
            'discount_percent':7.25           | 'discount_percent':100.000001     | contract.number_invalid    | from 0 to 100
            'discount_percent':7.25           | 'discount_percent':-7             | contract.number_invalid    | is -7
            'discount_percent':7.25           | 'discount_percent':0.0000001      | contract.number_invalid    | 6 decimal places
            'discount_percent':7.25           | 'discount':7                      | field.unknown              | steps[1].discount
            """)
    void volumeTiersThatCannotBeAreRefused(String part, String instead, String code, String detail) {
        PricingProblem problem = problem(VolumeTiers.KIND, VOLUME.replace(part, instead == null ? "" : instead));

        assertThat(problem.error().code()).isEqualTo(code);
        assertThat(problem.detail()).contains(detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "null", "'all'", "[7]"})
    void stepsThatAreNoneAreRefused(String steps) {
        String body = VOLUME.substring(0, VOLUME.indexOf("'steps'")) + "'steps':" + steps + "}";

        assertThat(problem(VolumeTiers.KIND, body).error().code()).isIn("contract.steps_invalid", "field.wrong_type");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'until':'2027-01-01',             |                       | field.missing           | a commitment has an end
            250000.000000000001               | 0                     | contract.number_invalid | amount is 0
            250000.000000000001               | -5                    | contract.number_invalid | amount is -5
            250000.000000000001               | 1000000000001         | contract.number_invalid | amount is 1000000000001
            250000.000000000001               | 1.0000000000001       | contract.number_invalid | 12 decimal places
            'provider':'openai'               | 'provider':'openai','model':'o3' | field.unknown | model
            """)
    void commitmentsThatCannotBeAreRefused(String part, String instead, String code, String detail) {
        PricingProblem problem = problem(Commitment.KIND, COMMITMENT.replace(part, instead == null ? "" : instead));

        assertThat(problem.error().code()).isEqualTo(code);
        assertThat(problem.detail()).contains(detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'units':50    | 'units':0                                   | contract.number_invalid | units is 0
            'units':50    | 'units':1.5                                 | contract.number_invalid | a whole number
            'units':50    | 'units':1000001                             | contract.number_invalid | units is 1000001
            'units':50    | 'units':50,'tokens_per_unit_hour':0         | contract.number_invalid | tokens_per_unit_hour is 0
            'units':50    | 'units':50,'until':'2026-11-01T00:30:00Z'   | contract.range_invalid  | whole hours
            'units':50    | 'units':50,'units':60                       | body.malformed_json     | line
            'units':50    | 'units':50,                                 | body.malformed_json     | line
            """)
    void throughputThatCannotBeIsRefused(String part, String instead, String code, String detail) {
        PricingProblem problem = problem(ProvisionedThroughput.KIND, THROUGHPUT.replace(part, instead));

        assertThat(problem.error().code()).isEqualTo(code);
        assertThat(problem.detail()).contains(detail);
    }
}
