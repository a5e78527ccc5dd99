package io.tokenledger.pricing.ledger;

import static io.tokenledger.pricing.ledger.LedgerFixture.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Rejections go when they are old, as the role that the service has. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RejectionPruningIT {
    private final LedgerFixture fixture = new LedgerFixture();

    @BeforeAll
    void prepare() throws SQLException {
        fixture.prepared();
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    @BeforeEach
    void emptyBooks() throws SQLException {
        fixture.emptyBooks();
    }

    private void reject(String tenant, int n, Instant receivedAt) throws SQLException {
        fixture.execute("""
                INSERT INTO ledger.rejected_event (tenant_id, rejection_id, code, detail, batch_index, received_at,
                    payload_bytes)
                VALUES ('%s', 'r-%d', 'count.negative', 'why', 0, '%s', 1)""".formatted(tenant, n, receivedAt));
    }

    @Test
    void whatIsOldGoesSomeAtATimeAndTheRestStays() throws SQLException {
        for (int n = 0; n < 5; n++) {
            reject(n % 2 == 0 ? "acme" : "globex", n, NOON.minusSeconds(1 + n));
        }
        reject("acme", 5, NOON);
        reject("acme", 6, NOON.plusSeconds(1));
        var pruning = new RejectionPruning(fixture.database.appDataSource());
        assertThat(pruning.prune(NOON, 3)).isEqualTo(3);
        assertThat(fixture.count("ledger.rejected_event WHERE received_at < '" + NOON + "'"))
                .isEqualTo(2);
        assertThat(pruning.prune(NOON, 3)).isEqualTo(2);
        assertThat(pruning.prune(NOON, 3)).isZero();
        assertThat(fixture.count("ledger.rejected_event")).isEqualTo(2);
    }

    @Test
    void aRetentionOfNothingIsRefusedAtTheStart() {
        assertThatThrownBy(() -> new RejectionJob(fixture.database.appDataSource(), () -> Duration.ZERO))
                .hasMessageContaining("rejected-retention is PT0S");
    }
}
