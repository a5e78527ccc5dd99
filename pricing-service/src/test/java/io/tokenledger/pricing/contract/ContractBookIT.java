package io.tokenledger.pricing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tokenledger.pricing.contract.settlement.Commitment;
import io.tokenledger.pricing.contract.settlement.ProvisionedThroughput;
import io.tokenledger.pricing.contract.settlement.VolumeTiers;
import io.tokenledger.pricing.problem.PricingProblem;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every test has a tenant of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractBookIT {
    private final ContractFixture fixture = new ContractFixture();

    @AfterAll
    void close() {
        fixture.close();
    }

    private static String commitment(String tenant, String from, String until) {
        return "{'tenant':'" + tenant + "', 'provider':'openai', 'from':'" + from + "', 'until':'" + until
                + "', 'currency':'USD', 'amount':'100'}";
    }

    private List<Long> ids(String tenant, @Nullable String at, Instant knownAt) throws SQLException {
        return fixture.contracts.knownAt(tenant, at == null ? null : Instant.parse(at), knownAt, 0, 100).stream()
                .map(stated -> stated.term().termId())
                .toList();
    }

    @Test
    void termsComeBackAsTheyWerePublished() throws Exception {
        List<TermDraft> drafts = List.of(
                ContractFixture.draft(VolumeTiers.KIND, """
                        {'tenant':'back', 'provider':'openai', 'model':'o4*', 'service_tier':'batch', 'from':'2026-11-01',
                         'currency':'EUR', 'timezone':'Asia/Kathmandu', 'measure':'tokens', 'mode':'all_units',
                         'steps':[{'from':'0','discount_percent':'0.5'},{'from':'7','discount_percent':'33.333333'}]}"""),
                ContractFixture.draft(Commitment.KIND, commitment("back", "2026-01-01", "2027-01-01")),
                ContractFixture.draft(ProvisionedThroughput.KIND, """
                        {'tenant':'back', 'provider':'azure', 'region':'eastus', 'from':'2026-11-01', 'currency':'USD',
                         'amount_per_unit_hour':'1.5', 'units':3, 'tokens_per_unit_hour':1000}"""),
                ContractFixture.draft(ProvisionedThroughput.KIND, """
                        {'tenant':'back', 'provider':'azure', 'region':'westus', 'from':'2026-11-01', 'currency':'USD',
                         'amount_per_unit_hour':'1.5', 'units':3}"""));

        for (TermDraft draft : drafts) {
            StatedTerm published = fixture.contracts.publish(draft);
            assertThat(published.stated().author()).isEqualTo("ann");
            assertThat(published.term().scope()).isEqualTo(draft.scope());
            assertThat(published.term().range()).isEqualTo(draft.range());
            assertThat(published.term().zone()).isEqualTo(draft.zone());
            assertThat(published.term().currency()).isEqualTo(draft.currency());
        }
        List<StatedTerm> found = fixture.contracts.knownAt("back", null, Instant.now(), 0, 100);
        assertThat(found).hasSize(4);
        assertThat(found.get(1).term().terms()).isEqualTo(drafts.get(1).terms());
        assertThat(found.get(2).term().terms()).isEqualTo(drafts.get(2).terms());
        assertThat(found.get(3).term().terms()).isEqualTo(drafts.get(3).terms());
        assertThat(TermJson.of(found.getFirst()).steps())
                .containsExactly(new TermJson.Step("0", "0.5"), new TermJson.Step("7", "33.333333"));
    }

    @Test
    void overlappingTermIsRefusedByNameAndANeighbourIsNot() throws Exception {
        long first = fixture.publish(Commitment.KIND, commitment("overlap", "2026-01-01", "2027-01-01"));

        var problem = catchThrowableOfType(
                PricingProblem.class,
                () -> fixture.publish(Commitment.KIND, commitment("overlap", "2026-12-31", "2028-01-01")));

        assertThat(problem.error().code()).isEqualTo("contract.overlap");
        assertThat(problem.error().httpStatus()).isEqualTo(409);
        assertThat(problem.detail()).contains("term " + first, "'overlap'");
        fixture.publish(Commitment.KIND, commitment("overlap", "2027-01-01", "2028-01-01"));
        fixture.publish(Commitment.KIND, commitment("overlap-other", "2026-01-01", "2027-01-01"));
        assertThat(fixture.value("SELECT count(*) FROM pricing.contract_term WHERE tenant_id = 'overlap'"))
                .isEqualTo("2");
    }

    @Test
    void databaseItselfRefusesAnOverlap() throws Exception {
        fixture.publish(Commitment.KIND, commitment("database", "2026-01-01", "2027-01-01"));

        assertThatThrownBy(() -> fixture.asOwner("""
                INSERT INTO pricing.contract_term_in_force (tenant_id, kind, provider, model, service_tier, region,
                    valid_during, term_id)
                VALUES ('database', 'commitment', 'openai', '', '', '', '[2026-06-01Z, 2026-06-02Z)', 9999)"""))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23P01"));
    }

    @Test
    void whatWasKnownBeforeAWithdrawalStaysKnown() throws Exception {
        Instant beforeAll = Instant.now();
        long first = fixture.publish(Commitment.KIND, commitment("known", "2026-01-01", "2027-01-01"));
        StatedTerm withdrawn = fixture.contracts.withdraw(first, "bob", "signed anew");
        StatedTerm.Change withdrawal = Objects.requireNonNull(withdrawn.withdrawn());
        Instant withdrawnAt = withdrawal.at();
        long second = fixture.publish(Commitment.KIND, commitment("known", "2026-01-01", "2026-07-01"));

        assertThat(withdrawal.author()).isEqualTo("bob");
        assertThat(ids("known", null, beforeAll.minusSeconds(1))).isEmpty();
        assertThat(ids("known", null, withdrawnAt.minusNanos(1_000))).containsExactly(first);
        assertThat(ids("known", null, Instant.now())).containsExactly(second);
        assertThat(ids("known", "2026-06-30T23:59:59Z", Instant.now())).containsExactly(second);
        assertThat(ids("known", "2026-07-01T00:00:00Z", Instant.now())).isEmpty();

        var again = catchThrowableOfType(PricingProblem.class, () -> fixture.contracts.withdraw(first, "bob", "again"));
        assertThat(again.error().code()).isEqualTo("contract.term_withdrawn");
        var unknown = catchThrowableOfType(
                PricingProblem.class, () -> fixture.contracts.withdraw(999_999, "bob", "never was"));
        assertThat(unknown.error().code()).isEqualTo("contract.term_unknown");
    }

    @Test
    void everyChangeIsAVersionOfTheBookAndARefusedOneIsNone() throws Exception {
        String version = "SELECT version FROM pricing.book_version WHERE book = 'prices'";
        long before = Long.parseLong(fixture.value(version));
        long term = fixture.publish(Commitment.KIND, commitment("version", "2026-01-01", "2027-01-01"));
        fixture.contracts.withdraw(term, "ann", "no");
        assertThatThrownBy(() -> fixture.contracts.withdraw(term, "ann", "no")).isInstanceOf(PricingProblem.class);

        assertThat(Long.parseLong(fixture.value(version))).isEqualTo(before + 2);
    }

    @Test
    void pagesOfTermsCarryACursor() throws Exception {
        for (int year = 2021; year < 2026; year++) {
            fixture.publish(Commitment.KIND, commitment("pages", year + "-01-01", (year + 1) + "-01-01"));
        }
        var resource = new ContractResource(fixture.contracts);

        TermsJson first = resource.terms("pages", null, null, null, "3");
        TermsJson second = resource.terms("pages", null, null, first.nextCursor(), "3");

        assertThat(first.terms()).hasSize(3);
        assertThat(second.terms()).hasSize(2).doesNotContainAnyElementsOf(first.terms());
        assertThat(second.nextCursor()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE pricing.contract_term SET units = 1",
                "DELETE FROM pricing.contract_term",
                "UPDATE pricing.contract_term_withdrawal SET term_id = 1",
                "DELETE FROM pricing.contract_term_withdrawal",
                "UPDATE pricing.contract_term_in_force SET term_id = 1",
                "TRUNCATE pricing.contract_term"
            })
    void serviceMayNotChangeTerms(String statement) throws Exception {
        try (Connection connection = fixture.database.appDataSource().getConnection();
                Statement run = connection.createStatement()) {
            assertThatThrownBy(() -> run.execute(statement))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'commitment', NULL, 'NaN'::numeric, '[2026-01-01Z,2027-01-01Z)'",
                "'commitment', NULL, 0, '[2026-01-01Z,2027-01-01Z)'",
                "'commitment', NULL, 1, '[2026-01-01Z,)'",
                "'commitment', NULL, 1, '[2026-01-01Z,2027-01-01Z]'",
                "'gift', NULL, 1, '[2026-01-01Z,2027-01-01Z)'",
                "'provisioned_throughput', 0, 1, '[2026-01-01Z,2027-01-01Z)'"
            })
    void databaseItselfRefusesTermsThatCannotBe(String values) {
        assertThatThrownBy(() -> fixture.asOwner("""
                INSERT INTO pricing.contract_term (tenant_id, provider, model, service_tier, region, timezone, currency,
                    change_id, kind, units, amount_pico, valid_during)
                VALUES ('x', 'openai', '', '', '', 'UTC', 'USD', 1, %s)""".formatted(values)))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23514"));
    }
}
