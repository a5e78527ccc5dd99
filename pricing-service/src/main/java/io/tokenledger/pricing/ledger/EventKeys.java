package io.tokenledger.pricing.ledger;

import io.tokenledger.pricing.ledger.Arrival.Identity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The identities of all booked events: what makes an event count once. */
final class EventKeys {

    // event_key_pkey decides. Only RETURNING says what was inserted.
    private static final String INSERT = """
            INSERT INTO ledger.event_key (tenant_id, event_key, fingerprint, occurred_at)
            SELECT arrived.tenant_id, arrived.event_key, arrived.fingerprint, arrived.occurred_at
            FROM unnest(?::text[], ?::uuid[], ?::uuid[], ?::timestamptz[])
                AS arrived (tenant_id, event_key, fingerprint, occurred_at)
            ON CONFLICT (tenant_id, event_key) DO NOTHING
            RETURNING tenant_id, event_key""";

    /** Takes the identities that nobody has taken; waits for a transaction that is just taking one of them. */
    Set<Identity> insertNew(Connection connection, List<Arrival> sortedArrivals) throws SQLException {
        if (sortedArrivals.isEmpty()) {
            return Set.of();
        }
        var tenants = new String[sortedArrivals.size()];
        var keys = new UUID[sortedArrivals.size()];
        var fingerprints = new UUID[sortedArrivals.size()];
        var times = new String[sortedArrivals.size()];
        int i = 0;
        for (Arrival arrival : sortedArrivals) {
            tenants[i] = arrival.identity().tenant();
            keys[i] = arrival.identity().eventKey();
            fingerprints[i] = arrival.usage().fingerprint();
            times[i] = arrival.usage().occurredAt().toString();
            i++;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setArray(1, connection.createArrayOf("text", tenants));
            insert.setArray(2, connection.createArrayOf("uuid", keys));
            insert.setArray(3, connection.createArrayOf("uuid", fingerprints));
            insert.setArray(4, connection.createArrayOf("timestamptz", times));
            var inserted = HashSet.<Identity>newHashSet(sortedArrivals.size());
            try (ResultSet rows = insert.executeQuery()) {
                while (rows.next()) {
                    inserted.add(new Identity(rows.getString(1), rows.getObject(2, UUID.class)));
                }
            }
            return inserted;
        }
    }

    // Leans on event_key_pkey.
    private static final String FIND = """
            SELECT known.tenant_id, known.event_key, known.fingerprint
            FROM unnest(?::text[], ?::uuid[]) AS asked (tenant_id, event_key)
            JOIN ledger.event_key known ON known.tenant_id = asked.tenant_id AND known.event_key = asked.event_key""";

    /** What the events of those identities said when they were booked. */
    Map<Identity, UUID> fingerprints(Connection connection, Collection<Identity> identities) throws SQLException {
        var fingerprints = new HashMap<Identity, UUID>();
        if (identities.isEmpty()) {
            return fingerprints;
        }
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setArray(
                    1,
                    connection.createArrayOf(
                            "text", identities.stream().map(Identity::tenant).toArray()));
            find.setArray(
                    2,
                    connection.createArrayOf(
                            "uuid", identities.stream().map(Identity::eventKey).toArray()));
            try (ResultSet rows = find.executeQuery()) {
                while (rows.next()) {
                    fingerprints.put(
                            new Identity(rows.getString(1), rows.getObject(2, UUID.class)),
                            rows.getObject(3, UUID.class));
                }
            }
        }
        return fingerprints;
    }
}
