package io.tokenledger.report.rejection;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tokenledger.report.fixture.Bookkeeper;
import io.tokenledger.report.fixture.TestLedger;
import java.util.HashMap;
import java.util.Map;

/** Seven rejections of two tenants and of nobody, a minute apart; nothing is sent. */
public final class RejectedLedger implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        TestLedger ledger = TestLedger.empty("rejected");
        Bookkeeper.execute(ledger, """
                INSERT INTO ledger.rejected_event (tenant_id, rejection_id, code, detail, topic, partition_no,
                    record_offset, batch_index, event_source, event_id, event_type, received_at, payload_bytes, payload)
                SELECT tenant, 'usage.events.v1/0/' || n, code, 'why', 'usage.events.v1', 0, n, 0, source, 'e-' || n,
                       'io.tokenledger.usage.v1', timestamptz '2026-11-20T10:00:00Z' + n * interval '1 minute', 100, payload
                FROM (VALUES
                    (1, 'acme', 'provider.missing', 'bot', '{"id":"e-1","data":{"tenant":"acme"}}'),
                    (2, 'acme', 'provider.missing', 'bot', '{"id":"e-2","data":{"tenant":"acme"}}'),
                    (3, 'acme', 'provider.missing', 'cli', '{"id":"e-3","data":{"tenant":"acme"}}'),
                    (4, 'acme', 'event.malformed_json', NULL, NULL),
                    (5, 'globex', 'provider.missing', 'bot', '{"id":"e-5","data":{"tenant":"globex"}}'),
                    (6, '', 'tenant.missing', 'bot', '{"id":"e-6","data":{}}'),
                    (7, '', 'event.malformed_json', NULL, NULL)) AS t (n, tenant, code, source, payload)
                """);
        var settings = new HashMap<>(ledger.settings());
        settings.put("tokenledger.resubmission.look", "off");
        return settings;
    }

    @Override
    public void stop() {}
}
