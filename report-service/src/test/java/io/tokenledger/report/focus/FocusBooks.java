package io.tokenledger.report.focus;

import io.tokenledger.report.fixture.TestLedger;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** How acme keeps its books: in euros, by rules of every kind, with items of every kind. */
final class FocusBooks {
    private FocusBooks() {}

    static void keep(TestLedger ledger) {
        ledger.store().write(connection -> {
            for (String statement : STATEMENTS) {
                execute(connection, statement);
            }
            return STATEMENTS.size();
        });
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static final String SETTINGS = """
            INSERT INTO reporting.accounting_settings VALUES ('acme', 1, 'Asia/Kathmandu', 'EUR', 'months', 1, false,
                0, 1, 1, 1, 1, 'expense', 'clearing', 'ann', 'test', now())
            """;

    private static final String CENTERS = """
            INSERT INTO reporting.organisation_change
            SELECT 'acme', 'cost_center', code, 1, date '2026-01-01',
                json_build_object('name', name, 'parent', parent, 'owner', null, 'currency', null, 'gl_account', null,
                    'view', 'chargeback'), gen_random_uuid(), 'ann', 'test', now()
            FROM (VALUES ('org', 'The company', null), ('engineering', 'Engineering', 'org'),
                ('search', 'Search', 'engineering'), ('ads', 'Ads', 'engineering'), ('support', 'Support', 'org'),
                ('platform', 'Platform', 'org')) AS c (code, name, parent)
            """;

    // From the 16th on the team support belongs to engineering's search.
    private static final String RULES = """
            INSERT INTO reporting.organisation_change
            SELECT 'acme', 'mapping_rule', '00000000-0000-0000-0000-00000000000' || n, revision, day::date, fields::json,
                gen_random_uuid(), 'ann', 'test', now()
            FROM (VALUES
                (1, 1, '2026-01-01', '{"position":1,"conditions":{"team":["search"]},"cost_center":"search"}'),
                (2, 1, '2026-01-01', '{"position":2,"conditions":{"team":["ads"]},"cost_center":"ads"}'),
                (3, 1, '2026-01-01', '{"position":3,"conditions":{"team":["support"]},"cost_center":"support"}'),
                (3, 2, '2026-06-16', '{"cost_center":"search"}'),
                (4, 1, '2026-01-01', '{"position":4,"conditions":{"app":["studio"]},"cost_center":"platform"}'),
                (5, 1, '2026-01-01', '{"position":5,"conditions":{"key":["k1"],"user":["a*"]},"cost_center":"platform"}'))
                AS r (n, revision, day, fields)
            """;

    private static final String ITEMS = """
            INSERT INTO reporting.manual_item (tenant_id, item_id, kind, name, cost_center, day, currency, amount_pico,
                provider, link, reverses, author, reason, booked_at)
            VALUES
                ('acme', gen_random_uuid(), 'fee', 'gateway', 'platform', '2026-06-01', 'USD', 250000000000001, null, null,
                    null, 'ann', 'monthly', now()),
                ('acme', '00000000-0000-0000-0000-00000000000a', 'credit', 'goodwill', 'org', '2026-06-30', 'EUR',
                    -10500000000000, 'openai', 'mail/7', null, 'ann', 'outage', now()),
                ('acme', gen_random_uuid(), 'credit', 'goodwill', 'org', '2026-06-30', 'EUR', 500000000000, 'openai', null,
                    '00000000-0000-0000-0000-00000000000a', 'ann', 'less than thought', now()),
                ('acme', gen_random_uuid(), 'reconciliation', 'reconciliation:openai', 'unattributed', '2026-06-28', 'USD',
                    -3000000000, 'openai', 'reconciliation/1', null, 'bob', 'accepted', now())
            """;

    private static final String ALLOCATION = """
            INSERT INTO reporting.allocation_rule (tenant_id, rule_id, version, name, position, origin, receivers, exact,
                except_for, method, share_codes, shares, valid_from, valid_until, author, reason, written_at)
            SELECT 'acme', gen_random_uuid(), 1, name, n, origin, receivers::text[], false, '{}', method, codes::text[],
                shares::numeric[], date '2026-01-01', null, 'ann', 'test', now()
            FROM (VALUES
                (1, 'idle throughput', 'charge/provisioned_idle', '{search,ads}', 'tokens', '{}', '{}'),
                (2, 'nobody''s', 'unattributed', '{}', 'direct_cost', '{}', '{}'),
                (3, 'platform', 'cost_center/platform', '{}', 'fixed_shares', '{search,ads,support}', '{0.5,0.333333,0.166667}'),
                (4, 'goodwill', 'item/goodwill', '{search,ads,support}', 'even', '{}', '{}'))
                AS r (n, name, origin, receivers, method, codes, shares)
            """;

    private static final String MARKUPS = """
            INSERT INTO reporting.markup_rule (tenant_id, rule_id, version, name, position, cost_center, percent, base,
                counterpart, valid_from, valid_until, author, reason, written_at)
            VALUES
                ('acme', gen_random_uuid(), 1, 'handling', 1, 'search', 2.5, 'total', 'org', '2026-01-01', null, 'ann', 't', now()),
                ('acme', gen_random_uuid(), 1, 'friends', 2, 'support', -10, 'direct', 'org', '2026-01-01', null, 'ann', 't', now())
            """;

    private static final List<String> STATEMENTS = List.of(SETTINGS, CENTERS, RULES, ITEMS, ALLOCATION, MARKUPS);
}
