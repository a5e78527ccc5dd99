package io.tokenledger.report.focus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenledger.report.fixture.TestLedger;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Shared cost by what 1.3 says of split cost allocation, and the same told by columns of our own in 1.2. */
class AllocationRowsIT {
    private static final List<String> ALLOCATED =
            List.of("AllocatedMethodId", "AllocatedMethodDetails", "AllocatedResourceId", "AllocatedResourceName");
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static TestLedger ledger = new TestLedger("focus_allocation");
    private static FocusTable file = new FocusTable(List.of(), List.of());

    @BeforeAll
    static void export() {
        ledger = FocusLedger.filled("focus_allocation");
        file = FocusTable.export(ledger, FocusTable.june("acme", FocusVersion.V1_3, null));
    }

    @Test
    void columnsAreThoseOfTheVersionAndTheMandatoryOnesAreThere() {
        for (FocusVersion version : FocusVersion.values()) {
            Set<String> columns = new HashSet<>(FocusTable.export(ledger, FocusTable.june("globex", version, null))
                    .columns());
            columns.removeIf(name -> name.startsWith("x_"));
            assertThat(FocusSpecification.columns(version)).containsAll(columns);
        }
        assertThat(file.columns())
                .containsAll(ALLOCATED)
                .contains("AllocatedTags", "ServiceProviderName", "HostProviderName", "ProviderName");
        FocusSpecification.read("focus/focus_1.2_columns.json").forEach(column -> {
            if (column.get("Feature level").textValue().equals("Mandatory")) {
                assertThat(file.columns()).contains(column.get("column_id").textValue());
            }
        });
    }

    @Test
    void providersOfServiceAndHostAreNeverNull() {
        assertThat(file.rows())
                .allSatisfy(row -> assertThat(row).containsKeys("ServiceProviderName", "HostProviderName"));
    }

    @Test
    void ratiosOfEveryOriginAddUpToOneAndItsRowsToNothing() throws JsonProcessingException {
        Map<String, BigDecimal> ratios = new HashMap<>();
        Map<String, BigDecimal> costs = new HashMap<>();
        for (Map<String, String> row : file.rows()) {
            if (!"allocation".equals(row.get("x_ChargeSource"))) {
                continue;
            }
            String origin = row.get("x_AllocationRuleId") + " " + row.get("x_AllocationOrigin");
            costs.merge(origin, new BigDecimal(Objects.requireNonNull(row.get("BilledCost"))), BigDecimal::add);
            String details = row.get("AllocatedMethodDetails");
            if (details != null) {
                JsonNode elements = JSON.readTree(details).get("Elements");
                assertThat(elements).hasSize(1);
                elements.get(0)
                        .fieldNames()
                        .forEachRemaining(
                                name -> assertThat(name).isIn("AllocatedRatio", "UsageUnit", "UsageQuantity"));
                assertThat(elements.get(0).has("UsageQuantity"))
                        .isEqualTo(elements.get(0).has("UsageUnit"));
                ratios.merge(origin, elements.get(0).get("AllocatedRatio").decimalValue(), BigDecimal::add);
            }
        }
        assertThat(ratios).hasSize(4).allSatisfy((_, sum) -> assertThat(sum).isEqualByComparingTo("1"));
        assertThat(costs.values()).allSatisfy(sum -> assertThat(sum).isEqualByComparingTo("0"));
    }

    @Test
    void onlySharesTellAMethodAndWhoBearsThem() {
        for (Map<String, String> row : file.rows()) {
            boolean share = row.containsKey("AllocatedMethodId");
            ALLOCATED.forEach(name -> assertThat(row.containsKey(name)).as(name).isEqualTo(share));
            assertThat(row).doesNotContainKey("AllocatedTags");
            if (share) {
                assertThat(row).containsEntry("x_CostCenter", row.get("AllocatedResourceId"));
            }
        }
        assertThat(file.rows())
                .extracting(row -> row.get("AllocatedMethodId"))
                .contains(
                        "tokenledger:tokens",
                        "tokenledger:direct_cost",
                        "tokenledger:even",
                        "tokenledger:fixed_shares");
        assertThat(file.first("AllocatedResourceId", "search")).containsEntry("AllocatedResourceName", "Search");
    }

    @Test
    void versionBeforeTellsTheSameByColumnsOfOurOwn() {
        FocusTable before = FocusTable.export(ledger, FocusTable.june("acme", FocusVersion.V1_2, null));
        assertThat(before.columns()).doesNotContainAnyElementsOf(ALLOCATED).doesNotContain("ServiceProviderName");
        assertThat(before.rows()).hasSameSizeAs(file.rows());
        for (int i = 0; i < file.rows().size(); i++) {
            for (String name : ALLOCATED) {
                assertThat(before.rows().get(i).get("x_" + name))
                        .isEqualTo(file.rows().get(i).get(name));
            }
        }
    }
}
