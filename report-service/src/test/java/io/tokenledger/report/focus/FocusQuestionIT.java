package io.tokenledger.report.focus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.report.fixture.TestLedger;
import io.tokenledger.report.problem.ReportProblem;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which charges a file holds: of a tenant, of whole periods, of a cost centre. */
class FocusQuestionIT {
    private static TestLedger ledger = new TestLedger("focus_question");
    private static FocusTable file = new FocusTable(List.of(), List.of());

    @BeforeAll
    static void export() {
        ledger = FocusLedger.filled("focus_question");
        file = FocusTable.export(ledger, FocusTable.june("acme", FocusVersion.V1_3, null));
    }

    @Test
    void costCentreIsAskedForWithAllBelowItAndTheTenantAlone() {
        FocusTable engineering = FocusTable.export(ledger, FocusTable.june("acme", FocusVersion.V1_2, "engineering"));
        assertThat(engineering.rows())
                .extracting(row -> row.get("x_CostCenter"))
                .containsOnly("search", "ads");
        assertThat(engineering.sum("BilledCost", _ -> true))
                .isEqualByComparingTo(
                        file.sum("BilledCost", row -> List.of("search", "ads").contains(row.get("x_CostCenter"))));
        FocusTable globex = FocusTable.export(ledger, FocusTable.june("globex", FocusVersion.V1_3, null));
        assertThat(globex.rows())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row)
                        .containsEntry("BillingAccountId", "globex")
                        .containsEntry("BillingCurrency", "USD"));
        assertThat(file.rows()).allSatisfy(row -> assertThat(row).containsEntry("BillingAccountId", "acme"));
    }

    @Test
    void severalPeriodsAreOneFile() {
        FocusTable both =
                FocusTable.export(ledger, new FocusQuestion("acme", "2026-05-01", "2026-07", FocusVersion.V1_3, null));
        FocusTable may = FocusTable.export(ledger, new FocusQuestion("acme", "2026-05", null, FocusVersion.V1_3, null));
        assertThat(both.rows()).hasSize(may.rows().size() + file.rows().size());
        assertThat(both.sum("BilledCost", _ -> true))
                .isEqualByComparingTo(may.sum("BilledCost", _ -> true).add(file.sum("BilledCost", _ -> true)));
    }

    @Test
    void whatCannotBeToldIsRefusedBeforeAnythingIsWritten() {
        for (FocusQuestion wrong : List.of(
                new FocusQuestion("acme", "2026-13", null, FocusVersion.V1_3, null),
                new FocusQuestion("acme", "2026-06-02", "2026-07-01", FocusVersion.V1_3, null),
                new FocusQuestion("acme", "2026-07", "2026-06", FocusVersion.V1_3, null),
                FocusTable.june("acme", FocusVersion.V1_3, "nowhere"),
                new FocusQuestion("acme", "2026-03", "2026-07", FocusVersion.V1_3, "globex"))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThatThrownBy(() -> FocusFile.csv(FocusLedger.reader(ledger), wrong, out))
                    .isInstanceOf(ReportProblem.class);
            assertThat(out.size()).isZero();
        }
    }
}
