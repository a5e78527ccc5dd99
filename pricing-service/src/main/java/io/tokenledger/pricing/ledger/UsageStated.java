package io.tokenledger.pricing.ledger;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What others state that usage costs beside what it costs here, per tenant, quarter of an hour, dimension, who states it and
 * currency of the cost here; always equal to the sum of the entries that say so.
 */
final class UsageStated {
    private record Key(UsageRollup.Key place, String statedBy) {
        static final Comparator<Key> ORDER =
                Comparator.comparing(Key::place, UsageRollup.Key.ORDER).thenComparing(Key::statedBy);
    }

    private record Sums(long events, BigInteger statedPico, BigInteger costPico) {
        Sums plus(Sums other) {
            return new Sums(
                    Math.addExact(events, other.events),
                    statedPico.add(other.statedPico),
                    costPico.add(other.costPico));
        }
    }

    // Sorted and aggregated as in UsageRollup. Leans on usage_stated_pkey.
    private static final String UPSERT = """
            INSERT INTO ledger.usage_stated AS sums (tenant_id, bucket_start, dimension_id, currency, stated_by, events,
                stated_cost_pico, cost_pico)
            SELECT tenant_id, to_timestamp(bucket_start), dimension_id, currency, stated_by, events, stated_cost_pico,
                cost_pico
            FROM unnest(?::text[], ?::bigint[], ?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::numeric[], ?::numeric[])
                AS added (tenant_id, bucket_start, dimension_id, currency, stated_by, events, stated_cost_pico,
                    cost_pico)
            ON CONFLICT (tenant_id, bucket_start, dimension_id, stated_by, currency) DO UPDATE SET
                events = sums.events + excluded.events,
                stated_cost_pico = sums.stated_cost_pico + excluded.stated_cost_pico,
                cost_pico = sums.cost_pico + excluded.cost_pico""";

    /** Adds what others state of the entries; where nobody states anything, nothing is made and nothing is asked. */
    void add(Connection connection, List<EntryRow> entries, ClosedBooks closed) throws SQLException {
        Map<Key, Sums> sums = new TreeMap<>(Key.ORDER);
        for (EntryRow entry : entries) {
            String by = entry.statedCostBy();
            BigInteger stated = entry.statedCostPico();
            if (by != null && stated != null) {
                BigInteger cost = entry.amount().costPicoOrNull();
                sums.merge(
                        new Key(UsageRollup.Key.of(entry, closed), by),
                        new Sums(entry.kind().sign(), stated, cost == null ? BigInteger.ZERO : cost),
                        Sums::plus);
            }
        }
        if (sums.isEmpty()) {
            return;
        }
        var rows = new ColumnArrays<>(connection, new ArrayList<>(sums.entrySet()));
        UsageRollup.Key.columns(rows, row -> row.getKey().place());
        rows.text(row -> row.getKey().statedBy());
        rows.int8(row -> row.getValue().events());
        rows.numeric(row -> row.getValue().statedPico());
        rows.numeric(row -> row.getValue().costPico());
        rows.run(UPSERT);
    }
}
