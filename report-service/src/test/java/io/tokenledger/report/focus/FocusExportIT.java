package io.tokenledger.report.focus;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.accounting.AccountingCalendar;
import io.tokenledger.report.accounting.AccountingSettings;
import io.tokenledger.report.accounting.AccountingSettingsReader;
import io.tokenledger.report.allocation.PeriodCosts;
import io.tokenledger.report.allocation.PeriodCostsReader;
import io.tokenledger.report.fixture.TestLedger;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The file of a month with every kind of charge, held against the costs of the period and the ledger. */
class FocusExportIT {
    private static TestLedger ledger = new TestLedger("focus_export");
    private static FocusTable file = new FocusTable(List.of(), List.of());

    @BeforeAll
    static void export() {
        ledger = FocusLedger.filled("focus_export");
        file = FocusTable.export(ledger, FocusTable.june("acme", FocusVersion.V1_3, null));
    }

    @Test
    void billedCostIsWhatEachCostCentreIsChargedToThePico() throws SQLException {
        PeriodCosts costs = costs();
        Map<String, BigInteger> charged = new TreeMap<>();
        costs.direct()
                .lines()
                .forEach(line -> add(
                        charged,
                        line.key().attribution().costCenter(),
                        Objects.requireNonNullElse(line.bookPico(), BigInteger.ZERO)));
        costs.items().forEach(line -> add(charged, line.item().costCenter(), line.bookPico()));
        costs.transfers().forEach(transfer -> {
            add(charged, transfer.to(), transfer.amountPico());
            add(charged, transfer.from(), transfer.amountPico().negate());
        });
        costs.markups().forEach(markup -> {
            add(charged, markup.costCenter(), markup.amountPico());
            add(charged, markup.counterpart(), markup.amountPico().negate());
        });
        assertThat(costs.transfers()).isNotEmpty();
        assertThat(costs.markups()).hasSizeGreaterThan(1);

        Map<String, BigDecimal> billed = new HashMap<>();
        file.rows()
                .forEach(row -> billed.merge(
                        Objects.requireNonNull(row.get("x_CostCenter")),
                        new BigDecimal(Objects.requireNonNull(row.get("BilledCost"))),
                        BigDecimal::add));
        charged.forEach(
                (code, pico) -> assertThat(billed.get(code)).as(code).isEqualByComparingTo(new BigDecimal(pico, 12)));
        assertThat(billed.keySet()).isEqualTo(charged.keySet());
    }

    @Test
    void everyTokenOfTheLedgerIsInItsColumnOnce() throws SQLException {
        for (String[] column : List.of(
                new String[] {"x_InputTokens", "plain_input_tokens"},
                new String[] {"x_CachedInputTokens", "cached_input_tokens"},
                new String[] {"x_ReasoningTokens", "reasoning_tokens"},
                new String[] {"x_OutputTokens", "plain_output_tokens"})) {
            assertThat(file.sum(column[0], _ -> true))
                    .as(column[0])
                    .isEqualByComparingTo(ledgerSum(column[1]))
                    .isPositive();
        }
    }

    @Test
    void unitPriceTimesQuantityIsTheCostAndWithoutConversionTheBill() {
        int converted = 0;
        int plain = 0;
        for (Map<String, String> row : file.rows()) {
            if (row.containsKey("PricingQuantity")) {
                BigDecimal product = number(row, "ContractedUnitPrice").multiply(number(row, "PricingQuantity"));
                assertThat(number(row, "ContractedCost")).isEqualByComparingTo(product);
                BigDecimal gap = product.subtract(number(row, "BilledCost")).abs();
                BigDecimal pricing =
                        number(row, "PricingCurrencyContractedUnitPrice").multiply(number(row, "PricingQuantity"));
                assertThat(number(row, "PricingCurrencyEffectiveCost")).isEqualByComparingTo(pricing);
                if ("EUR".equals(row.get("PricingCurrency"))) {
                    assertThat(gap).isEqualByComparingTo("0");
                    plain++;
                } else { // half a 1e-12 in the unit price, and half a pico in the bill
                    BigDecimal units = number(row, "PricingQuantity").abs().add(BigDecimal.ONE);
                    assertThat(gap).isLessThanOrEqualTo(units.multiply(new BigDecimal("0.0000000000005")));
                    converted++;
                }
            }
        }
        assertThat(converted).isPositive();
        assertThat(plain).isPositive();
    }

    @Test
    void chargesAreDaysInUtcCutToThePeriodInTheZoneOfTheBooks() {
        Map<String, String> late = file.first("x_AdjustsPeriod", "2026-04");
        assertThat(late)
                .containsEntry("BillingPeriodStart", "2026-05-31T18:15:00Z")
                .containsEntry("BillingPeriodEnd", "2026-06-30T18:15:00Z")
                .containsEntry("ChargePeriodStart", "2026-05-31T18:15:00Z")
                .containsEntry("ChargePeriodEnd", "2026-06-01T00:00:00Z")
                .containsEntry("ChargeClass", "Correction");
        assertThat(file.rows())
                .anySatisfy(row -> assertThat(row)
                        .containsEntry("ChargePeriodStart", "2026-06-30T00:00:00Z")
                        .containsEntry("ChargePeriodEnd", "2026-06-30T18:15:00Z"));
    }

    @Test
    void tokensAreToldByTheMillionAndDiscountsByTheirListPrice() {
        Map<String, String> tokens = file.rows().stream()
                .filter(row -> "1000001".equals(row.get("x_InputTokens")))
                .findFirst()
                .orElseThrow();
        assertThat(tokens)
                .containsEntry("PricingUnit", "1000000 Tokens")
                .containsEntry("PricingQuantity", "1.000001")
                .containsEntry("ConsumedQuantity", "1000001")
                .containsEntry("ConsumedUnit", "Tokens")
                .containsEntry("SkuMeter", "Input Tokens")
                .containsEntry("SkuId", "openai/omni/standard/input")
                .containsEntry("PricingCurrencyListUnitPrice", "0.100003")
                .containsEntry("PricingCurrency", "USD")
                .containsEntry("BillingCurrency", "EUR")
                .containsEntry("RegionId", "eu-west-1");
        Map<String, String> searches = file.rows().stream()
                .filter(row -> "3".equals(row.get("PricingQuantity")))
                .findFirst()
                .orElseThrow();
        assertThat(searches)
                .containsEntry("PricingUnit", "Searches")
                .containsEntry("PricingCurrencyListUnitPrice", "0.01")
                .containsEntry("PricingCurrencyContractedUnitPrice", "0.0085");
    }

    @Test
    void unpricedUsageIsThereAndBillsNothing() {
        Map<String, String> unpriced = file.rows().stream()
                .filter(row -> "mystery".equals(row.get("x_Model")) && "input".equals(row.get("x_Meter")))
                .findFirst()
                .orElseThrow();
        assertThat(unpriced)
                .containsEntry("x_UnpricedQuantity", "4321")
                .containsEntry("BilledCost", "0")
                .containsEntry("ChargeCategory", "Adjustment")
                .doesNotContainKey("ListUnitPrice");
        assertThat(unpriced.get("ChargeDescription")).startsWith("Not priced yet");
    }

    @Test
    void textsAreAsTheyWereSaid() {
        assertThat(file.rows()).anySatisfy(row -> assertThat(row.get("x_Team")).isEqualTo(FocusLedger.ODD_TEAM));
    }

    private static PeriodCosts costs() throws SQLException {
        try (Connection connection = ledger.serviceDataSource("").getConnection()) {
            connection.setAutoCommit(false);
            AccountingSettings settings = AccountingSettingsReader.read(connection, "acme");
            return PeriodCostsReader.read(
                    connection, "acme", AccountingCalendar.of(settings).named("2026-06"));
        }
    }

    private static BigDecimal ledgerSum(String column) throws SQLException {
        String sql = "SELECT sum(" + column + ") FROM ledger.usage_entry WHERE tenant_id = 'acme'"
                + " AND coalesce(accounted_at, occurred_at) >= '2026-05-31 18:15Z'"
                + " AND coalesce(accounted_at, occurred_at) < '2026-06-30 18:15Z'";
        try (Connection connection = ledger.owner();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getBigDecimal(1);
        }
    }

    private static BigDecimal number(Map<String, String> row, String column) {
        return new BigDecimal(Objects.requireNonNull(row.get(column), column));
    }

    private static void add(Map<String, BigInteger> sums, String code, BigInteger pico) {
        sums.merge(code, pico, BigInteger::add);
    }
}
