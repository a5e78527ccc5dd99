package io.tokenledger.report.whatif;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokenledger.contract.Meter;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.whatif.BoundSql.Value;
import io.tokenledger.report.whatif.Stretches.Cover;
import io.tokenledger.report.whatif.Stretches.MonthlyCover;
import io.tokenledger.report.whatif.Stretches.NearlyMonths;
import io.tokenledger.report.whatif.Stretches.Part;
import io.tokenledger.report.whatif.UsageCell.Bounds;
import io.tokenledger.report.whatif.UsageCell.OneRequest;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Reads usage as cells, each part of the period from what answers it with the fewest rows. */
final class CellReader {
    private static final int ROWS_AT_ONCE = 2_000;
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** What tells one cell from another. */
    record Key(UsageKind kind, int stretch, int sizeClass, int capabilities, String currency) {
        static Key of(UsageCell cell) {
            return new Key(cell.kind(), cell.stretch(), cell.sizeClass(), cell.capabilities(), cell.currency());
        }
    }

    private final Connection connection;
    private final List<UsageKind> kinds;
    private final List<Dimension> onlyInEntries;
    private final CellSql sql;
    private final Stretches stretches;

    /**
     * @param kinds by the numbers of the scope
     * @param onlyInEntries dimensions that only entries hold; where there is one, or a filter on one, the profile cannot
     *     answer
     */
    CellReader(
            Connection connection,
            List<UsageKind> kinds,
            List<Dimension> onlyInEntries,
            CellSql sql,
            Stretches stretches) {
        this.connection = connection;
        this.kinds = kinds;
        this.onlyInEntries = onlyInEntries;
        this.sql = sql;
        this.stretches = stretches;
    }

    /** All usage of the period as sums, from the entries. */
    List<UsageCell> sumsOfEntries() throws SQLException {
        Map<Key, UsageCell> cells = new LinkedHashMap<>();
        add(cells, sql.entries(stretches.whole()), sql.moreOfEntries(stretches.whole()), Place.AS_IT_COMES);
        return something(cells);
    }

    /**
     * All usage of the period as sums, from the profile.
     *
     * @param moves by the number of a kind, whether anything may become of it; of the others only requests and cost are
     *     read
     */
    List<UsageCell> sums(IntPredicate moves) throws SQLException {
        Map<Key, UsageCell> cells = new LinkedHashMap<>();
        CellSql moving = sql.ofKinds(moves);
        CellSql staying = sql.ofKinds(moves.negate());
        MonthlyCover cover = stretches.coverByMonths();
        read(cells, parts(cover.rest(), moving), costs(cover.rest(), staying), Place.AS_IT_COMES);
        for (NearlyMonths nearly : cover.months()) {
            CellSql movingThen = moving.inOneStretch();
            CellSql stayingThen = staying.inOneStretch();
            read(
                    cells,
                    moving.isEmpty() ? List.of() : List.of(months(movingThen, nearly.months())),
                    staying.isEmpty() ? List.of() : List.of(stayingThen.costOfMonths(nearly.months())),
                    new Place(nearly.stretch(), 1));
            read(
                    cells,
                    parts(nearly.outside(), movingThen),
                    costs(nearly.outside(), stayingThen),
                    new Place(nearly.stretch(), -1));
        }
        return something(cells);
    }

    /**
     * Where rows belong.
     *
     * @param firstStretch the number of the stretch that the statement counts as its first
     * @param sign −1: they are taken out of what was read before
     */
    private record Place(int firstStretch, int sign) {
        static final Place AS_IT_COMES = new Place(0, 1);
    }

    private static ReadFrom months(CellSql sql, List<Instant> months) {
        return new ReadFrom(sql.months(months), sql.moreOfMonths(months));
    }

    private void read(Map<Key, UsageCell> cells, List<ReadFrom> sums, List<BoundSql> costs, Place place)
            throws SQLException {
        for (ReadFrom from : sums) {
            add(cells, from.sums(), from.more(), place);
        }
        for (BoundSql cost : costs) {
            query(cost, row -> addCost(cells, row, place));
        }
    }

    private static List<UsageCell> something(Map<Key, UsageCell> cells) {
        return cells.values().stream().filter(cell -> !cell.isNothing()).toList();
    }

    /** What a part of the period is read by: sums by column, and the meters without one. */
    private record ReadFrom(BoundSql sums, BoundSql more) {}

    private static List<ReadFrom> parts(Cover cover, CellSql sql) {
        List<ReadFrom> parts = new ArrayList<>();
        if (sql.isEmpty()) {
            return parts;
        }
        if (!cover.days().isEmpty()) {
            parts.add(new ReadFrom(
                    sql.days(cover.firstDay(), cover.endOfDays(), cover.daysLeftOut()),
                    sql.moreOfDays(cover.firstDay(), cover.endOfDays(), cover.daysLeftOut())));
        }
        if (!cover.hours().isEmpty()) {
            parts.add(new ReadFrom(sql.hours(cover.hours()), sql.moreOfHours(cover.hours())));
        }
        if (!cover.rest().isEmpty()) {
            parts.add(new ReadFrom(sql.entries(cover.rest()), sql.moreOfEntries(cover.rest())));
        }
        return parts;
    }

    private static List<BoundSql> costs(Cover cover, CellSql sql) {
        List<BoundSql> costs = new ArrayList<>();
        if (sql.isEmpty()) {
            return costs;
        }
        if (!cover.days().isEmpty()) {
            costs.add(sql.costOfDays(cover.firstDay(), cover.endOfDays(), cover.daysLeftOut()));
        }
        if (!cover.hours().isEmpty()) {
            costs.add(sql.costOfHours(cover.hours()));
        }
        if (!cover.rest().isEmpty()) {
            costs.add(sql.costOfEntries(cover.rest()));
        }
        return costs;
    }

    /** A cell without a size: nothing looks at it. */
    private void addCost(Map<Key, UsageCell> cells, ResultSet row, Place place) throws SQLException {
        Key key = new Key(
                kinds.get(row.getInt("kind")),
                place.firstStretch() + row.getInt("stretch") - 1,
                NO_CLASS,
                0,
                row.getString("currency"));
        Map<Meter, Long> requests = new TreeMap<>();
        if (row.getLong("requests") != 0) {
            requests.put(Meter.REQUESTS, place.sign() * row.getLong("requests"));
        }
        UsageCell cell = new UsageCell(
                key.kind(),
                key.stretch(),
                NO_CLASS,
                0,
                key.currency(),
                requests,
                row.getBigDecimal("cost_pico").toBigIntegerExact().multiply(BigInteger.valueOf(place.sign())),
                0,
                NO_BOUNDS,
                null);
        cells.merge(key, cell, CellReader::together);
    }

    private static final int NO_CLASS = -1;

    private void add(Map<Key, UsageCell> cells, BoundSql sums, BoundSql moreMeters, Place place) throws SQLException {
        Map<Key, Map<Meter, Long>> more = moreMeters(moreMeters);
        query(sums, row -> {
            Key key = key(row);
            Map<Meter, Long> quantities = quantities(row, more.getOrDefault(key, Map.of()));
            UsageCell cell = placed(cell(row, key, quantities, bounds(row), null), place);
            cells.merge(Key.of(cell), cell, CellReader::together);
        });
    }

    private static UsageCell placed(UsageCell cell, Place place) {
        if (place.equals(Place.AS_IT_COMES)) {
            return cell;
        }
        Map<Meter, Long> quantities = new TreeMap<>();
        cell.quantities().forEach((meter, quantity) -> quantities.put(meter, place.sign() * quantity));
        return new UsageCell(
                cell.kind(),
                place.firstStretch() + cell.stretch(),
                cell.sizeClass(),
                cell.capabilities(),
                cell.currency(),
                quantities,
                cell.costPico().multiply(BigInteger.valueOf(place.sign())),
                place.sign() * cell.cacheableTokens(),
                cell.bounds(),
                cell.one());
    }

    /** The events behind cells, each with all that was booked for it in the cell's currency: a correction goes with it. */
    List<UsageCell> oneByOne(Collection<UsageCell> divided) throws SQLException {
        Set<Key> wanted = new HashSet<>();
        Set<Integer> stretchesOfThem = new TreeSet<>();
        Set<Map<Dimension, @Nullable String>> kindsOfThem = new HashSet<>();
        Set<Integer> classes = new HashSet<>();
        boolean largeOnly = true;
        for (UsageCell cell : divided) {
            wanted.add(Key.of(cell));
            classes.add(cell.sizeClass());
            stretchesOfThem.add(cell.stretch());
            kindsOfThem.add(withoutOwn(cell.kind()));
            largeOnly &= cell.bounds().minTotal() > CellSql.LARGE_TOKENS;
        }
        Map<List<Object>, UsageCell> events = new LinkedHashMap<>();
        CellSql narrow =
                sql.ofKinds(number -> kindsOfThem.contains(kinds.get(number).values()));
        List<Part> parts = stretches.parts(stretchesOfThem);
        query(narrow.oneByOne(parts, List.copyOf(classes), largeOnly), row -> {
            Key key = key(row);
            if (wanted.contains(key)) {
                UsageCell entry =
                        cell(row, key, quantities(row, further(row.getString("more_meters"))), NO_BOUNDS, one(row));
                events.merge(List.of(key, row.getObject("event_key", UUID.class)), entry, CellReader::together);
            }
        });
        return events.values().stream().filter(event -> !event.isNothing()).toList();
    }

    private static OneRequest one(ResultSet row) throws SQLException {
        return new OneRequest(
                row.getLong("request_input_tokens"),
                row.getLong("request_output_tokens"),
                row.getLong("request_reasoning_tokens"),
                row.getLong("request_requests"));
    }

    private Map<Dimension, @Nullable String> withoutOwn(UsageKind kind) {
        Map<Dimension, @Nullable String> values = new LinkedHashMap<>(kind.values());
        onlyInEntries.forEach(values::remove);
        return values;
    }

    private static final Bounds NO_BOUNDS = new Bounds(0, 0, 0, 0, 0, 0);

    private Key key(ResultSet row) throws SQLException {
        UsageKind kind = kinds.get(row.getInt("kind"));
        for (int i = 0; i < onlyInEntries.size(); i++) {
            kind = kind.with(onlyInEntries.get(i), row.getString("own" + i));
        }
        return new Key(
                kind,
                row.getInt("stretch") - 1,
                row.getInt("size_class"),
                row.getInt("capabilities"),
                row.getString("currency"));
    }

    private static UsageCell cell(
            ResultSet row, Key key, Map<Meter, Long> quantities, Bounds bounds, @Nullable OneRequest one)
            throws SQLException {
        return new UsageCell(
                key.kind(),
                key.stretch(),
                key.sizeClass(),
                key.capabilities(),
                key.currency(),
                quantities,
                row.getBigDecimal("cost_pico").toBigIntegerExact(),
                row.getLong("cacheable_input_tokens"),
                bounds,
                one);
    }

    private static Map<Meter, Long> quantities(ResultSet row, Map<Meter, Long> more) throws SQLException {
        Map<Meter, Long> quantities = new TreeMap<>(more);
        for (var column : MeterColumns.BY_NAME.entrySet()) {
            long quantity = row.getLong(column.getKey());
            if (quantity != 0) {
                quantities.put(column.getValue(), quantity);
            }
        }
        return quantities;
    }

    private static Bounds bounds(ResultSet row) throws SQLException {
        return new Bounds(
                row.getLong("min_input_tokens"),
                row.getLong("max_input_tokens"),
                row.getLong("min_total_tokens"),
                row.getLong("max_total_tokens"),
                row.getLong("min_output_tokens"),
                row.getLong("max_output_tokens"));
    }

    private Map<Key, Map<Meter, Long>> moreMeters(BoundSql statement) throws SQLException {
        Map<Key, Map<Meter, Long>> more = new LinkedHashMap<>();
        query(statement, row -> {
            long quantity = row.getLong("quantity");
            if (quantity != 0) {
                more.computeIfAbsent(key(row), _ -> new TreeMap<>()).put(Meter.of(row.getString("meter")), quantity);
            }
        });
        return more;
    }

    /** Quantities of an entry's further meters; nearly always none. */
    private static Map<Meter, Long> further(@Nullable String moreMeters) throws SQLException {
        if (moreMeters == null) {
            return Map.of();
        }
        try {
            Map<Meter, Long> further = new TreeMap<>();
            JSON.readTree(moreMeters)
                    .properties()
                    .forEach(meter -> further.put(
                            Meter.of(meter.getKey()),
                            Long.valueOf(meter.getValue().asText())));
            return further;
        } catch (JsonProcessingException e) {
            throw new SQLException("more_meters is no JSON", e);
        }
    }

    /** Two parts of one cell, such as its days and its hours, or an event and a correction of it. */
    private static UsageCell together(UsageCell one, UsageCell other) {
        Map<Meter, Long> quantities = new TreeMap<>(one.quantities());
        other.quantities().forEach((meter, quantity) -> quantities.merge(meter, quantity, Math::addExact));
        quantities.values().removeIf(quantity -> quantity == 0);
        BigInteger cost = one.costPico().add(other.costPico());
        Bounds left = one.bounds();
        Bounds right = other.bounds();
        return new UsageCell(
                one.kind(),
                one.stretch(),
                one.sizeClass(),
                one.capabilities(),
                one.currency(),
                quantities,
                cost,
                Math.addExact(one.cacheableTokens(), other.cacheableTokens()),
                new Bounds(
                        Math.min(left.minInput(), right.minInput()),
                        Math.max(left.maxInput(), right.maxInput()),
                        Math.min(left.minTotal(), right.minTotal()),
                        Math.max(left.maxTotal(), right.maxTotal()),
                        Math.min(left.minOutput(), right.minOutput()),
                        Math.max(left.maxOutput(), right.maxOutput())),
                one.one());
    }

    private void query(BoundSql statement, RowReader rows) throws SQLException {
        query(connection, statement, rows);
    }

    /** Takes every row of a statement. */
    static void query(Connection connection, BoundSql sql, RowReader rows) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql.text())) {
            for (int i = 0; i < sql.values().size(); i++) {
                bind(connection, select, i + 1, sql.values().get(i));
            }
            select.setFetchSize(ROWS_AT_ONCE);
            ResultSet row = select.executeQuery();
            while (row.next()) {
                rows.take(row);
            }
        }
    }

    /** What is done with a row. */
    @FunctionalInterface
    interface RowReader {
        void take(ResultSet row) throws SQLException;
    }

    private static void bind(Connection connection, PreparedStatement select, int place, Value value)
            throws SQLException {
        switch (value) {
            case Value.Text(var text) -> select.setString(place, text);
            case Value.Time(var instant) -> select.setObject(place, instant.atOffset(ZoneOffset.UTC));
            case Value.Texts(var texts) -> select.setArray(place, connection.createArrayOf("text", texts.toArray()));
            case Value.Times(var times) ->
                select.setArray(place, connection.createArrayOf("timestamptz", times.toArray()));
            case Value.Ids(var ids) -> select.setArray(place, connection.createArrayOf("uuid", ids.toArray()));
            case Value.Numbers(var numbers) ->
                select.setArray(place, connection.createArrayOf("int4", numbers.toArray()));
        }
    }
}
