package io.tokenledger.report.whatif;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.Meter.Side;
import io.tokenledger.pricing.rating.PriceBook;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a line of usage was made of in a window of time: what was cached, how large requests were, what was reasoning. It can
 * be priced anew at any time by any book, exactly as the requests in it would be rated one by one.
 */
public final class Basket {
    private final List<UsageCell> cells;
    private final long requests;
    private final long inputTokens;
    private final long outputTokens;
    private final SortedSet<Meter> meters;

    Basket(List<UsageCell> cells) {
        this.cells = List.copyOf(cells);
        this.requests = sum(Meter.REQUESTS::equals);
        this.inputTokens = sum(meter -> meter.side() == Side.INPUT_TOKENS);
        this.outputTokens = sum(meter -> meter.side() == Side.OUTPUT_TOKENS);
        this.meters = this.cells.stream()
                .flatMap(cell -> cell.quantities().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private long sum(Predicate<Meter> wanted) {
        return cells.stream()
                .flatMap(cell -> cell.quantities().entrySet().stream())
                .filter(quantity -> wanted.test(quantity.getKey()))
                .mapToLong(Map.Entry::getValue)
                .reduce(0, Math::addExact);
    }

    public long requests() {
        return requests;
    }

    /** Cached and cache-write tokens included. */
    public long inputTokens() {
        return inputTokens;
    }

    /** Reasoning tokens included. */
    public long outputTokens() {
        return outputTokens;
    }

    /** What is in it. */
    public SortedSet<Meter> meters() {
        return meters;
    }

    /** Input tokens of a small request and of a large one: between them every price list of long contexts that matters. */
    public SortedSet<Long> sizes() {
        var sizes = new TreeSet<Long>();
        for (UsageCell cell : cells) {
            MovedSize size = MovedSize.of(cell, Factors.NONE);
            sizes.add(size.lowInput());
            sizes.add(size.highInput());
        }
        return sizes.isEmpty() ? sizes : new TreeSet<>(List.of(sizes.getFirst(), sizes.getLast()));
    }

    /** What the input, the output, and all that is counted by pieces cost, in 1e-12 of a currency. */
    public record Sides(BigDecimal inputPico, BigDecimal outputPico, BigDecimal unitsPico) {
        private Sides plus(Sides other) {
            return new Sides(
                    inputPico.add(other.inputPico), outputPico.add(other.outputPico), unitsPico.add(other.unitsPico));
        }
    }

    /**
     * What the basket costs at some time.
     *
     * @param byCurrency what has a price; none: nothing has one
     * @param unpricedRequests requests that have none then, and no part in the costs
     */
    public record Cost(SortedMap<String, Sides> byCurrency, long unpricedRequests) {}

    /** What all that is in it would cost if it were used at that time. */
    public Cost at(PriceBook book, Instant at) {
        var rater = new Rater(book, PriceBasis.AS_BOOKED);
        SortedMap<String, Sides> byCurrency = new TreeMap<>();
        long unpriced = 0;
        for (UsageCell cell : cells) {
            switch (rater.whereItIs(cell, at)) {
                case Move.Moved(var _, String currency) ->
                    byCurrency.merge(currency, sides(rater, cell, at), Sides::plus);
                case Move.Excluded _ -> unpriced = Math.addExact(unpriced, cell.requests());
                case Move.Divided() -> throw new IllegalStateException("cell is divided at " + at + ": " + cell);
            }
        }
        return new Cost(byCurrency, unpriced);
    }

    private static Sides sides(Rater rater, UsageCell cell, Instant at) {
        return new Sides(
                side(rater, cell, at, Side.INPUT_TOKENS),
                side(rater, cell, at, Side.OUTPUT_TOKENS),
                side(rater, cell, at, Side.UNITS));
    }

    /** The cell's part on one side, at the terms of the whole cell: they hang on its size, which stays. */
    private static BigDecimal side(Rater rater, UsageCell cell, Instant at, Side side) {
        Map<Meter, Long> quantities = new TreeMap<>(cell.quantities());
        quantities.keySet().removeIf(meter -> meter.side() != side);
        var part = new UsageCell(
                cell.kind(),
                cell.stretch(),
                cell.sizeClass(),
                cell.capabilities(),
                cell.currency(),
                quantities,
                BigInteger.ZERO,
                0,
                cell.bounds(),
                cell.one());
        if (rater.whereItIs(part, at) instanceof Move.Moved(BigDecimal costPico, String _)) {
            return costPico;
        }
        throw new IllegalStateException("a part of a cell has no price at " + at + " where the cell has one: " + cell);
    }
}
