package io.tokenledger.report.whatif;

import io.tokenledger.contract.Meter;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.whatif.Stretches.MonthlyCover;
import io.tokenledger.report.whatif.Stretches.NearlyMonths;
import java.sql.Connection;
import java.sql.SQLException;
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
    private final Connection connection;
    private final List<UsageKind> kinds;
    private final List<Dimension> onlyInEntries;
    private final CellSql sql;
    private final Stretches stretches;
    private final CellRowReader rows;

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
        this.rows = new CellRowReader(kinds, onlyInEntries);
    }

    /** All usage of the period as sums, from the entries. */
    List<UsageCell> sumsOfEntries() throws SQLException {
        Map<UsageCell.Key, UsageCell> cells = new LinkedHashMap<>();
        addSums(cells, sql, List.of(new UsageSource.Entries(stretches.whole())), Place.AS_IT_COMES);
        return something(cells);
    }

    /**
     * All usage of the period as sums, from the profile.
     *
     * @param moves by the number of a kind, whether anything may become of it; of the others only requests and cost are
     *     read
     */
    List<UsageCell> sums(IntPredicate moves) throws SQLException {
        Map<UsageCell.Key, UsageCell> cells = new LinkedHashMap<>();
        CellSql moving = sql.ofKinds(moves);
        CellSql staying = sql.ofKinds(moves.negate());
        MonthlyCover cover = stretches.coverByMonths();
        List<UsageSource> rest = UsageSource.of(cover.rest());
        addSums(cells, moving, rest, Place.AS_IT_COMES);
        addCosts(cells, staying, rest, Place.AS_IT_COMES);
        for (NearlyMonths nearly : cover.months()) {
            List<UsageSource> months = List.of(UsageSource.months(nearly.months()));
            List<UsageSource> outside = UsageSource.of(nearly.outside());
            Place in = new Place(nearly.stretch(), 1);
            Place out = new Place(nearly.stretch(), -1);
            addSums(cells, moving.inOneStretch(), months, in);
            addSums(cells, moving.inOneStretch(), outside, out);
            addCosts(cells, staying.inOneStretch(), months, in);
            addCosts(cells, staying.inOneStretch(), outside, out);
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

        void add(Map<UsageCell.Key, UsageCell> cells, UsageCell cell) {
            UsageCell placed = cell.placed(firstStretch + cell.stretch(), sign);
            cells.merge(placed.key(), placed, UsageCell::plus);
        }
    }

    private void addSums(
            Map<UsageCell.Key, UsageCell> cells, CellSql statements, List<UsageSource> sources, Place place)
            throws SQLException {
        if (statements.isEmpty()) {
            return;
        }
        for (UsageSource source : sources) {
            Map<UsageCell.Key, Map<Meter, Long>> more = moreMeters(statements.moreMeters(source));
            SqlReader.query(connection, statements.sums(source), row -> place.add(cells, rows.sums(row, more)));
        }
    }

    private void addCosts(
            Map<UsageCell.Key, UsageCell> cells, CellSql statements, List<UsageSource> sources, Place place)
            throws SQLException {
        if (statements.isEmpty()) {
            return;
        }
        for (UsageSource source : sources) {
            SqlReader.query(connection, statements.costs(source), row -> place.add(cells, rows.cost(row)));
        }
    }

    private Map<UsageCell.Key, Map<Meter, Long>> moreMeters(BoundSql statement) throws SQLException {
        Map<UsageCell.Key, Map<Meter, Long>> more = new LinkedHashMap<>();
        SqlReader.query(connection, statement, row -> {
            long quantity = row.getLong("quantity");
            if (quantity != 0) {
                more.computeIfAbsent(rows.key(row), _ -> new TreeMap<>())
                        .put(Meter.of(row.getString("meter")), quantity);
            }
        });
        return more;
    }

    private static <K> List<UsageCell> something(Map<K, UsageCell> cells) {
        return cells.values().stream().filter(cell -> !cell.isNothing()).toList();
    }

    /** The events behind cells, each with all that was booked for it in the cell's currency: a correction goes with it. */
    List<UsageCell> oneByOne(Collection<UsageCell> divided) throws SQLException {
        Set<UsageCell.Key> wanted = new HashSet<>();
        Set<Integer> stretchesOfThem = new TreeSet<>();
        Set<Map<Dimension, @Nullable String>> kindsOfThem = new HashSet<>();
        Set<Integer> classes = new HashSet<>();
        boolean largeOnly = true;
        for (UsageCell cell : divided) {
            wanted.add(cell.key());
            classes.add(cell.sizeClass());
            stretchesOfThem.add(cell.stretch());
            kindsOfThem.add(withoutOwn(cell.kind()));
            largeOnly &= cell.bounds().minTotal() > CellSql.LARGE_TOKENS;
        }
        Map<List<Object>, UsageCell> events = new LinkedHashMap<>();
        CellSql narrow =
                sql.ofKinds(number -> kindsOfThem.contains(kinds.get(number).values()));
        BoundSql entries = narrow.oneByOne(stretches.parts(stretchesOfThem), List.copyOf(classes), largeOnly);
        SqlReader.query(connection, entries, row -> {
            UsageCell entry = rows.entry(row);
            if (wanted.contains(entry.key())) {
                events.merge(List.of(entry.key(), row.getObject("event_key", UUID.class)), entry, UsageCell::plus);
            }
        });
        return something(events);
    }

    private Map<Dimension, @Nullable String> withoutOwn(UsageKind kind) {
        Map<Dimension, @Nullable String> values = new LinkedHashMap<>(kind.values());
        onlyInEntries.forEach(values::remove);
        return values;
    }
}
