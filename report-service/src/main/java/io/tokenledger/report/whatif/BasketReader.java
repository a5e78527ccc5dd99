package io.tokenledger.report.whatif;

import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.report.usage.Dimension;
import io.tokenledger.report.usage.Dimension.Attribute;
import io.tokenledger.report.usage.Filter;
import io.tokenledger.report.usage.UsageQuery;
import io.tokenledger.report.whatif.UsageCell.OneRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads what lines of usage were made of in a window, from the ledger's profile by size. */
public final class BasketReader {
    /** Of requests through whose class of size a price of long contexts runs, so many are looked at one by one at most. */
    private static final long MOST_SINGLE_REQUESTS = 100_000;

    private static final Set<Attribute> PRICED_BY =
            EnumSet.of(Attribute.TENANT, Attribute.PROVIDER, Attribute.MODEL, Attribute.SERVICE_TIER, Attribute.REGION);

    private final Connection connection;
    private final UsageQuery window;

    private BasketReader(Connection connection, UsageQuery window) {
        this.connection = connection;
        this.window = window;
    }

    /** Which book is going to be asked for which time. */
    public record Asked(PriceBook book, Instant at) {}

    /** What a line is going to be priced by. */
    @FunctionalInterface
    public interface Asking {
        List<Asked> of(BasketLine line);
    }

    /**
     * The baskets.
     *
     * @param atTheirMean requests that were too many to look at one by one: they are taken as of the mean size of their class
     */
    public record Baskets(Map<BasketLine, Basket> byLine, long atTheirMean) {}

    /** The lines of all usage of the query, by its dimensions, which are none of the calendar. */
    public static Baskets read(Connection connection, UsageQuery window, Asking asking) throws SQLException {
        return new BasketReader(connection, window).read(asking);
    }

    private Baskets read(Asking asking) throws SQLException {
        Set<Attribute> asked = EnumSet.copyOf(PRICED_BY);
        List<Dimension> onlyInEntries = new ArrayList<>();
        for (Dimension dimension : window.groupBy()) {
            if (dimension.onlyInEntries()) {
                onlyInEntries.add(dimension);
            } else {
                asked.add((Attribute) dimension);
            }
        }
        KindReader.Kinds kinds = KindReader.read(connection, asked, window.filters());
        if (kinds.isEmpty()) {
            return new Baskets(Map.of(), 0);
        }
        List<Filter> entryFilters = window.filters().stream()
                .filter(filter -> filter.dimension().onlyInEntries())
                .toList();
        Stretches whole = Stretches.of(
                window.period().from(), window.period().to(), Collections.unmodifiableSortedSet(new TreeSet<>()));
        var sql = new CellSql(kinds.scope(), onlyInEntries, entryFilters, whole.starts());
        var reader = new CellReader(connection, kinds.kinds(), onlyInEntries, sql, whole);
        boolean fromEntries = !onlyInEntries.isEmpty() || !entryFilters.isEmpty();
        return baskets(reader, fromEntries ? reader.sumsOfEntries() : reader.sums(_ -> true), asking);
    }

    private Baskets baskets(CellReader reader, List<UsageCell> sums, Asking asking) throws SQLException {
        Map<Boolean, List<UsageCell>> byDivided =
                sums.stream().collect(Collectors.partitioningBy(cell -> isDivided(cell, asking.of(line(cell)))));
        List<UsageCell> divided = byDivided.getOrDefault(true, List.of());
        long requests = divided.stream().mapToLong(UsageCell::requests).sum();
        boolean tooMany = requests > MOST_SINGLE_REQUESTS;
        List<UsageCell> cells = new ArrayList<>(byDivided.getOrDefault(false, List.of()));
        if (tooMany) {
            divided.forEach(cell -> cells.add(atItsMean(cell)));
        } else if (!divided.isEmpty()) {
            cells.addAll(reader.oneByOne(divided));
        }
        Map<BasketLine, List<UsageCell>> byLine = new LinkedHashMap<>();
        cells.forEach(cell ->
                byLine.computeIfAbsent(line(cell), _ -> new ArrayList<>()).add(cell));
        Map<BasketLine, Basket> baskets = new LinkedHashMap<>();
        byLine.forEach((line, of) -> baskets.put(line, new Basket(of)));
        return new Baskets(baskets, tooMany ? requests : 0);
    }

    private static boolean isDivided(UsageCell cell, List<Asked> asked) {
        return asked.stream()
                .anyMatch(priced -> new Rater(priced.book(), PriceBasis.AS_BOOKED).whereItIs(cell, priced.at())
                        instanceof Move.Divided);
    }

    private static UsageCell atItsMean(UsageCell cell) {
        long requests = Math.max(1, cell.requests());
        var basket = new Basket(List.of(cell));
        return new UsageCell(
                cell.kind(),
                cell.stretch(),
                cell.sizeClass(),
                cell.capabilities(),
                cell.currency(),
                cell.quantities(),
                cell.costPico(),
                cell.cacheableTokens(),
                cell.bounds(),
                new OneRequest(basket.inputTokens(), basket.outputTokens(), 0, requests));
    }

    private BasketLine line(UsageCell cell) {
        UsageKind kind = cell.kind();
        return new BasketLine(
                window.groupBy().stream().map(kind::value).toList(),
                kind.tenant(),
                kind.provider(),
                kind.model(),
                kind.serviceTier(),
                kind.region());
    }
}
