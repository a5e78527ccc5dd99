package io.tokenledger.bench.rating;

import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.pricing.rating.Rated;
import io.tokenledger.pricing.rating.RatingRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One thread that rates one prebuilt request after the other, round and round. In the loop: provider, alias or snapshot,
 * contract or list, tier, region, era, threshold, uplift and discount, the check that every meter used has a rate, the
 * exact cost, and the result as an object. Not in it: reading the message.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class RateLoop {
    /** Where the numbers of the cases are that the peer can price, too. */
    static final String PEER_CASES = "tokenledger.bench.peer-cases";

    static final String SEED = "tokenledger.bench.seed";
    static final String ALL = "all";
    static final String PEER = "peer";

    @Param({ALL})
    String cases = ALL;

    private PriceBook book = RatingBook.make();
    private RatingRequest[] requests = {};
    private int next;

    @Setup
    public void prepare() throws IOException {
        book = RatingBook.make();
        var all = RatingCases.of(Long.getLong(SEED, 1));
        var chosen = cases.equals(ALL)
                ? all
                : CaseNumbers.read(Path.of(System.getProperty(PEER_CASES, ""))).stream()
                        .map(all::get)
                        .toList();
        requests = chosen.toArray(RatingRequest[]::new);
    }

    /** A returned value is consumed by JMH, so that it must be made. */
    @Benchmark
    public Rated rate() {
        int current = next;
        next = current + 1 == requests.length ? 0 : current + 1;
        return book.rate(requests[current]);
    }
}
