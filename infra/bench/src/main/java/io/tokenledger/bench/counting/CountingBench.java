package io.tokenledger.bench.counting;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.tokenledger.ingest.tokens.TokenEncoding;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * How many tokens a second are counted on one thread, beside jtokkit called plainly on the same texts, the two in turn. Both
 * have to come to the same count, or there is no figure. What takes jtokkit too long at a million characters is
 * compared at {@value #COMPARED_CHARS}, and counted here at a million, too.
 */
public final class CountingBench {
    private static final int COMPARED_CHARS = 10_000;
    private static final int MILLION = 1_000_000;
    private static final int TURNS = 5;

    private final Path home;
    private final CountingOptions options;
    private final PrintStream out;

    public CountingBench(Path home, CountingOptions options, PrintStream out) {
        this.home = home;
        this.options = options;
        this.out = out;
    }

    /** Measures and prints; gives the exit code. */
    public int run() throws IOException {
        out.printf("tokens a second, 1 thread, median of %d turns; seed %d%n", TURNS, options.seed());
        for (TokenEncoding encoding : new TokenEncoding[] {TokenEncoding.O200K_BASE, TokenEncoding.CL100K_BASE}) {
            Encoding plain = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.valueOf(encoding.name()));
            compare(encoding, plain, CountingTexts.usual(home, options.seed()));
            compare(encoding, plain, CountingTexts.worst(COMPARED_CHARS, options.seed()));
            CountingTexts.worst(MILLION, options.seed()).forEach((name, text) -> {
                double ours = median(List.of(
                        perSecond(encoding::count, text),
                        perSecond(encoding::count, text),
                        perSecond(encoding::count, text)));
                print(encoding, name, text, ours, "");
            });
        }
        return 0;
    }

    private void compare(TokenEncoding encoding, Encoding plain, Map<String, String> texts) {
        texts.forEach((name, text) -> {
            ToLongFunction<String> peer = plain::countTokensOrdinary;
            if (encoding.count(text) != peer.applyAsLong(text)) {
                throw new IllegalStateException("the counts of " + name + " differ: " + encoding.count(text) + " and "
                        + peer.applyAsLong(text));
            }
            perSecond(encoding::count, text);
            perSecond(peer, text);
            var ours = new ArrayList<Double>();
            var theirs = new ArrayList<Double>();
            for (int turn = 0; turn < TURNS; turn++) {
                ours.add(perSecond(encoding::count, text));
                theirs.add(perSecond(peer, text));
            }
            print(
                    encoding,
                    name,
                    text,
                    median(ours),
                    String.format(
                            "  jtokkit %,14.0f   %.1f × the peer", median(theirs), median(ours) / median(theirs)));
        });
    }

    /** Counts the text again and again for a share of the time, and at least once. */
    private double perSecond(ToLongFunction<String> counter, String text) {
        long nanos = options.seconds() * 1_000_000_000L / (2 * (TURNS + 1));
        long start = System.nanoTime();
        long tokens = 0;
        long taken;
        do {
            tokens += counter.applyAsLong(text);
            taken = System.nanoTime() - start;
        } while (taken < nanos);
        return tokens * 1e9 / taken;
    }

    private static double median(List<Double> runs) {
        return runs.stream().sorted().toList().get(runs.size() / 2);
    }

    private void print(TokenEncoding encoding, String name, String text, double perSecond, String peer) {
        out.printf("%-12s %-18s %,10d chars %,14.0f%s%n", encoding.id(), name, text.length(), perSecond, peer);
    }
}
