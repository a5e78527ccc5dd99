package io.tokenledger.bench.rating;

import io.tokenledger.bench.Folder;
import io.tokenledger.pricing.pricebook.BundledPrices;
import io.tokenledger.pricing.rating.PriceBook;
import io.tokenledger.pricing.rating.RatingRequest;
import io.tokenledger.stack.LocalStack;
import io.tokenledger.stack.Ports;
import io.tokenledger.stack.Service;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;

/**
 * How many ratings a second {@link PriceBook#rate} makes on one thread, the peer in one thread of Node, and the pricing
 * service over HTTP: the same cases, one after the other, so that none takes the processor from another.
 */
public final class RatingBench {
    private final Path home;
    private final RatingOptions options;
    private final PrintStream out;
    private final List<RatingRequest> cases;

    public RatingBench(Path home, RatingOptions options, PrintStream out) {
        this.home = home;
        this.options = options;
        this.out = out;
        this.cases = RatingCases.of(options.seed());
    }

    /** Measures and prints; gives the exit code. */
    public int run() throws IOException, InterruptedException, ExecutionException, RunnerException {
        out.printf(
                "%,d cases of the bundled book, seed %d; per second, mean ± 99.9 %%%n", cases.size(), options.seed());
        Path folder = home.resolve(".tokenledger").resolve("bench-rating");
        Folder.delete(folder);
        Files.createDirectories(folder);
        try {
            Peer.Measured peer = measurePeer(Files.createDirectory(folder.resolve("peer")));
            Throughput ofPeer = peer == null ? null : peer.throughput();
            Path peerCases = peer == null ? null : folder.resolve("peer-cases");
            if (peer != null && peerCases != null) {
                CaseNumbers.write(peerCases, peer.numbers());
            }
            InProcess.Measured inProcess = InProcess.measure(options, peerCases);
            print("in process, 1 thread", inProcess.all(), null);
            if (inProcess.peerCases() != null) {
                print("  the peer's cases", inProcess.peerCases(), ofPeer);
            }
            measureHttp(folder.resolve("stack"), ofPeer);
        } finally {
            Folder.delete(folder);
        }
        return 0;
    }

    private Peer.@Nullable Measured measurePeer(Path folder) throws IOException, InterruptedException {
        String name = Peer.PACKAGE + " " + Peer.VERSION;
        try {
            Peer.Measured peer = new Peer(folder).measure(cases, options.seconds());
            Agreement agreement = Agreement.check(RatingBook.make(), cases, peer.answers());
            print("peer, 1 thread", peer.throughput(), null);
            out.printf(
                    "  %s on Node %s knows %,d of the cases, %s USD in all; %,d with the same unit prices, all of which"
                            + " agree within 1e-9; %,d priced otherwise (it has no tiers, contracts, discounts)%n",
                    name,
                    peer.node(),
                    peer.answers().size(),
                    peer.sum().toPlainString(),
                    agreement.samePrices(),
                    agreement.otherPrices());
            return peer;
        } catch (Peer.Missing e) {
            out.println("peer              not measured: " + e.getMessage());
            return null;
        }
    }

    private void measureHttp(Path data, @Nullable Throughput peer)
            throws IOException, InterruptedException, ExecutionException {
        try (LocalStack stack = LocalStack.builder(home)
                .dataDirectory(data)
                .ports(Ports.free())
                .services(Service.PRICING)
                .start()) {
            var quotes = new Quotes(stack.pricingUrl(), cases);
            quotes.check(BundledPrices.book());
            for (int threads = 1; threads <= 2; threads++) {
                Throughput throughput = quotes.measure(threads, options.seconds() / 2);
                print("HTTP, " + threads + (threads == 1 ? " client" : " clients"), throughput, peer);
            }
        }
    }

    private void print(String what, Throughput throughput, @Nullable Throughput peer) {
        String ratio =
                peer == null ? "" : String.format("   %.1f × the peer", throughput.perSecond() / peer.perSecond());
        out.printf("%-22s%s%s%n", what, throughput, ratio);
    }
}
