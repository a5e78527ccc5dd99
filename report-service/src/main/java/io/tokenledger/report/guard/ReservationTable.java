package io.tokenledger.report.guard;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Single reservations. What they add up to per budget stands in {@link HoldTable}. */
final class ReservationTable {
    private ReservationTable() {}

    // Leans on budget_reservation_pkey and budget_reservation_request_key.
    private static final String FIND = """
            SELECT r.tenant_id, r.reservation_id, r.request_id, r.question, r.answer, r.made_at, r.expires_at, r.released_at,
                   r.budget_ids, r.period_starts, r.units, r.amounts
            FROM unnest(?::text[], ?::text[]) AS asked (tenant_id, id)
            JOIN reporting.budget_reservation r ON r.tenant_id = asked.tenant_id AND r.%s
            """;
    private static final String FIND_RESERVATIONS = FIND.formatted("reservation_id = asked.id::uuid");
    private static final String FIND_REQUESTS = FIND.formatted("request_id = asked.id");

    /** Those of these tenants with these ids, in the same order; also expired ones that are still there. */
    static List<Reservation> withIds(Connection connection, List<String> tenants, List<UUID> ids) throws SQLException {
        return find(
                connection,
                FIND_RESERVATIONS,
                tenants,
                ids.stream().map(UUID::toString).toList());
    }

    /** Those for requests with these ids. */
    static List<Reservation> forRequests(Connection connection, List<String> tenants, List<String> ids)
            throws SQLException {
        return find(connection, FIND_REQUESTS, tenants, ids);
    }

    private static List<Reservation> find(Connection connection, String sql, List<String> tenants, List<String> ids)
            throws SQLException {
        List<Reservation> reservations = new ArrayList<>();
        if (ids.isEmpty()) {
            return reservations;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", tenants.toArray()));
            statement.setArray(2, connection.createArrayOf("text", ids.toArray()));
            ResultSet found = statement.executeQuery();
            while (found.next()) {
                reservations.add(reservation(found.getString("tenant_id"), found));
            }
        }
        return reservations;
    }

    private static Reservation reservation(String tenant, ResultSet found) throws SQLException {
        String requestId = found.getString("request_id");
        String question = found.getString("question");
        return new Reservation(
                tenant,
                found.getObject("reservation_id", UUID.class),
                requestId == null || question == null ? null : new RequestName(requestId, question),
                found.getString("answer"),
                found.getObject("made_at", OffsetDateTime.class).toInstant(),
                found.getObject("expires_at", OffsetDateTime.class).toInstant(),
                instantOrNull(found, "released_at"),
                amounts(tenant, found));
    }

    private static Map<HoldKey, BigInteger> amounts(String tenant, ResultSet found) throws SQLException {
        var budgets = (UUID[]) found.getArray("budget_ids").getArray();
        var starts = (java.sql.Timestamp[]) found.getArray("period_starts").getArray();
        var units = (String[]) found.getArray("units").getArray();
        var numbers = (BigDecimal[]) found.getArray("amounts").getArray();
        Map<HoldKey, BigInteger> amounts = new HashMap<>();
        for (int i = 0; i < budgets.length; i++) {
            amounts.put(
                    new HoldKey(tenant, budgets[i], starts[i].toInstant(), units[i]), numbers[i].toBigIntegerExact());
        }
        return amounts;
    }

    private static @Nullable Instant instantOrNull(ResultSet found, String column) throws SQLException {
        OffsetDateTime time = found.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    // What is a list in a row comes as the text of an array: an array of arrays would have to be a rectangle.
    private static final String INSERT = """
            INSERT INTO reporting.budget_reservation (tenant_id, reservation_id, request_id, question, answer, made_at,
                expires_at, budget_ids, period_starts, units, amounts)
            SELECT r.tenant_id, r.reservation_id, r.request_id, r.question, r.answer, r.made_at, r.expires_at,
                   r.budget_ids::uuid[], r.period_starts::timestamptz[], r.units::text[], r.amounts::numeric[]
            FROM unnest(?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::text[],
                ?::text[], ?::text[], ?::text[])
                AS r (tenant_id, reservation_id, request_id, question, answer, made_at, expires_at, budget_ids,
                period_starts, units, amounts)
            ORDER BY r.tenant_id, r.request_id
            ON CONFLICT DO NOTHING
            RETURNING reservation_id
            """;

    /** False where one of them was not inserted: another instance has answered the same request meanwhile. */
    static boolean insert(Connection connection, List<Reservation> reservations) throws SQLException {
        if (reservations.isEmpty()) {
            return true;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            set(statement, 1, "text", reservations, Reservation::tenant);
            set(statement, 2, "uuid", reservations, Reservation::id);
            set(statement, 3, "text", reservations, ReservationTable::requestId);
            set(statement, 4, "text", reservations, ReservationTable::question);
            set(statement, 5, "text", reservations, Reservation::answer);
            set(statement, 6, "timestamptz", reservations, Reservation::madeAt);
            set(statement, 7, "timestamptz", reservations, Reservation::expiresAt);
            set(
                    statement,
                    8,
                    "text",
                    reservations,
                    row -> list(row, (key, _) -> key.budget().toString()));
            set(
                    statement,
                    9,
                    "text",
                    reservations,
                    row -> list(row, (key, _) -> key.periodStart().toString()));
            set(statement, 10, "text", reservations, row -> list(row, (key, _) -> key.unit()));
            set(statement, 11, "text", reservations, row -> list(row, (_, amount) -> amount.toString()));
            ResultSet inserted = statement.executeQuery();
            int count = 0;
            while (inserted.next()) {
                count++;
            }
            return count == reservations.size();
        }
    }

    private static void set(
            PreparedStatement statement,
            int parameter,
            String type,
            List<Reservation> rows,
            Function<Reservation, @Nullable Object> value)
            throws SQLException {
        Object[] values = rows.stream().map(value).toArray();
        statement.setArray(parameter, statement.getConnection().createArrayOf(type, values));
    }

    private static @Nullable String requestId(Reservation row) {
        RequestName request = row.request();
        return request == null ? null : request.id();
    }

    private static @Nullable String question(Reservation row) {
        RequestName request = row.request();
        return request == null ? null : request.question();
    }

    /** The text of an array, in one order for all columns; nothing in it needs to be quoted. */
    private static String list(Reservation row, BiFunction<HoldKey, BigInteger, String> element) {
        return row.amounts().entrySet().stream()
                .map(amount -> element.apply(amount.getKey(), amount.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static final String RELEASE = """
            UPDATE reporting.budget_reservation SET released_at = ?
            WHERE tenant_id = ? AND reservation_id = ? AND expires_at > ? AND released_at IS NULL
            """;

    /**
     * Releases them from these moments on, with what they hold locked. True for each that was not released before and has
     * not expired.
     */
    static List<Boolean> release(Connection connection, List<Reservation> reservations, List<Instant> from, Instant now)
            throws SQLException {
        if (reservations.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement statement = connection.prepareStatement(RELEASE)) {
            for (int i = 0; i < reservations.size(); i++) {
                statement.setObject(1, from.get(i).atOffset(ZoneOffset.UTC));
                statement.setString(2, reservations.get(i).tenant());
                statement.setObject(3, reservations.get(i).id());
                statement.setObject(4, now.atOffset(ZoneOffset.UTC));
                statement.addBatch();
            }
            return Arrays.stream(statement.executeBatch())
                    .mapToObj(released -> released == 1)
                    .toList();
        }
    }

    private static final String FORGET = """
            DELETE FROM reporting.budget_reservation WHERE tenant_id = ? AND request_id = ANY (?) AND expires_at <= ?
            """;

    /** Deletes what has expired of these requests, so that they can be asked again. */
    static void forget(Connection connection, String tenant, Collection<String> requestIds, Instant now)
            throws SQLException {
        if (requestIds.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(FORGET)) {
            statement.setString(1, tenant);
            statement.setArray(2, connection.createArrayOf("text", requestIds.toArray()));
            statement.setObject(3, now.atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }

    // Leans on budget_reservation_by_expiry: the first seconds of what is left.
    private static final String DELETE_EXPIRED = """
            DELETE FROM reporting.budget_reservation
            WHERE expires_at < ?
              AND expires_at <= (SELECT min(expires_at) FROM reporting.budget_reservation) + make_interval(secs => ?)
            """;

    /** Deletes the oldest that expired before that moment, a few seconds of them; how many these were. */
    static int deleteExpired(Connection connection, Instant before, int seconds) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DELETE_EXPIRED)) {
            statement.setObject(1, before.atOffset(ZoneOffset.UTC));
            statement.setInt(2, seconds);
            return statement.executeUpdate();
        }
    }
}
