package io.tokenledger.report.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.report.fixture.TestLedger;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class LedgerReadinessIT {
    @Test
    void databaseWithoutTheViewsIsNotReadyAndSaysWhatItWaitsFor() {
        HealthCheckResponse response =
                check(TestLedger.withoutSchema("unmigrated").serviceDataSource(""));
        assertThat(response.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(reason(response))
                .startsWith(
                        "waiting for pricing-service's migrations: no intake, rejection, usage_by_day, usage_by_entry");
    }

    @Test
    void databaseWithTheViewsIsReady() {
        assertThat(check(TestLedger.empty("migrated").serviceDataSource("")).getStatus())
                .isEqualTo(HealthCheckResponse.Status.UP);
    }

    @Test
    void databaseThatIsNotThereIsNotReady() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/tokenledger?user=report_app");
        HealthCheckResponse response = check(nowhere);
        assertThat(response.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(reason(response)).startsWith("the database does not answer");
    }

    private static HealthCheckResponse check(DataSource database) {
        return new LedgerReadiness(database).call();
    }

    private static String reason(HealthCheckResponse response) {
        return String.valueOf(response.getData().orElseThrow().get("reason"));
    }
}
