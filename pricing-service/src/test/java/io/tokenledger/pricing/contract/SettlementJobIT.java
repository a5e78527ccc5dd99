package io.tokenledger.pricing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.pricing.contract.settlement.ProvisionedThroughput;
import io.tokenledger.pricing.ledger.LedgerSettings;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SettlementJobIT {
    private final ContractFixture fixture = new ContractFixture();

    @AfterAll
    void close() {
        fixture.close();
    }

    private SettlementJob job(int consumers) {
        return new SettlementJob(fixture.database.appDataSource(), fixture.settlement, new LedgerSettings() {
            @Override
            public String consumerGroup() {
                return "test";
            }

            @Override
            public int consumers() {
                return consumers;
            }

            @Override
            public int batchRecords() {
                return 1;
            }
        });
    }

    private long publishADay(String tenant) throws SQLException {
        return fixture.publish(
                ProvisionedThroughput.KIND,
                "{'tenant':'" + tenant + "', 'provider':'openai',"
                        + " 'from':'2026-03-01', 'until':'2026-03-02', 'currency':'USD', 'amount_per_unit_hour':'2', 'units':1}");
    }

    @Test
    void newAndWithdrawnTermsAreSettledAtOnceAndOldOnesAreLeftAlone() throws Exception {
        SettlementJob job = job(2);
        job(0).settle();
        long term = publishADay("job");
        job(0).settle();
        assertThat(fixture.charges("job")).as("an instance that books nothing").isZero();

        job.settle();
        assertThat(fixture.cost("job", "2026-03")).isEqualByComparingTo("48");
        job.settle();
        assertThat(fixture.charges("job")).isEqualTo(24);

        fixture.contracts.withdraw(term, "ann", "not signed");
        publishADay("job-other");
        job.settle();
        assertThat(fixture.cost("job", "2026-03")).isZero();
        assertThat(fixture.cost("job-other", "2026-03")).isEqualByComparingTo("48");
    }
}
