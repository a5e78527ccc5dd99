package io.tokenledger.bench.alert;

import io.tokenledger.bench.Books;
import io.tokenledger.bench.LiveLoad;
import io.tokenledger.stack.LocalStack;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What went on while the probes were sent: how much came in, and what the watching cost. */
final class Meanwhile {
    private static final String TICK_SUM = "tokenledger_watch_tick_seconds_sum";
    private static final String TICK_COUNT = "tokenledger_watch_tick_seconds_count";
    private static final String CHANGES = "tokenledger_watch_changes_total";

    private final Http http;
    private final LocalStack stack;
    private final Books books;
    private final LiveLoad load;
    private final Seen before;
    private Seen after;

    Meanwhile(Http http, LocalStack stack, Books books, LiveLoad load)
            throws IOException, InterruptedException, SQLException {
        this.http = http;
        this.stack = stack;
        this.books = books;
        this.load = load;
        this.before = see();
        this.after = before;
    }

    private record Seen(long nanos, long sent, long booked, double tickSeconds, double ticks, double changes) {}

    void end() throws IOException, InterruptedException, SQLException {
        after = see();
    }

    private Seen see() throws IOException, InterruptedException, SQLException {
        String metrics = http.get(stack.reportUrl() + "/q/metrics");
        return new Seen(
                System.nanoTime(),
                load.sent(),
                books.recordsRead(),
                metric(metrics, TICK_SUM),
                metric(metrics, TICK_COUNT),
                metric(metrics, CHANGES));
    }

    private static double metric(String metrics, String name) {
        Matcher lines =
                Pattern.compile("(?m)^" + name + "(?:\\{[^}]*})? (\\S+)$").matcher(metrics);
        double sum = 0;
        boolean found = false;
        while (lines.find()) {
            sum += Double.parseDouble(lines.group(1));
            found = true;
        }
        if (!found) {
            throw new IllegalStateException("report-service does not tell " + name);
        }
        return sum;
    }

    /**
     * Tells it.
     *
     * @param bareWrite how long PostgreSQL takes to write all states
     */
    void print(PrintStream out, Duration bareWrite) {
        double seconds = (after.nanos() - before.nanos()) / 1e9;
        double tickMillis = (after.tickSeconds() - before.tickSeconds()) * 1_000;
        double ticks = after.ticks() - before.ticks();
        out.printf(
                "load      %,.0f events sent/s, %,.0f booked/s, for %.0f s%n",
                (after.sent() - before.sent()) / seconds, (after.booked() - before.booked()) / seconds, seconds);
        out.printf(
                "watching  %,.0f ms of every second: %.1f ticks/s of %.1f ms, %,.0f changes of sums/s%n",
                tickMillis / seconds,
                ticks / seconds,
                tickMillis / Math.max(1, ticks),
                (after.changes() - before.changes()) / seconds);
        out.printf(
                "bare      %,d ms for writing all states with nothing to decide: a tick takes %.1f times as long%n",
                bareWrite.toMillis(), tickMillis / Math.max(1, ticks) / Math.max(1, bareWrite.toMillis()));
    }
}
