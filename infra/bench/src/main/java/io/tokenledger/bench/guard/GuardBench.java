package io.tokenledger.bench.guard;

import io.tokenledger.bench.Folder;
import io.tokenledger.bench.Quantiles;
import io.tokenledger.stack.LocalStack;
import io.tokenledger.stack.Ports;
import io.tokenledger.stack.Service;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Random;

/**
 * How long {@code POST /v1/budgets/check} takes at a rate that is kept, beside the service's bare {@code /q/health/live} at
 * the same rate in the same run, which asks nothing of anybody. Afterwards the answers are added up.
 */
public final class GuardBench {
    private static final double LIMIT_MILLIS = 5;
    private static final String CHECK = "/v1/budgets/check";
    private static final String BARE = "/q/health/live";

    private final Path home;
    private final GuardOptions options;
    private final PrintStream out;

    public GuardBench(Path home, GuardOptions options, PrintStream out) {
        this.home = home;
        this.options = options;
        this.out = out;
    }

    public int run() throws IOException, SQLException, InterruptedException {
        Path data = home.resolve(".tokenledger").resolve("bench-guard");
        Folder.delete(data);
        try (LocalStack stack = LocalStack.builder(home)
                        .dataDirectory(data)
                        .ports(Ports.free())
                        .services(Service.PRICING, Service.REPORT)
                        .progress(out::println)
                        .start();
                var budgets = new BudgetsInTheBook(stack.postgres().jdbcUrl("postgres"), options.budgets())) {
            out.printf("budgets   %s%n", budgets.fill());
            measure(URI.create(stack.reportUrl()), budgets);
        } finally {
            Folder.delete(data);
        }
        return 0;
    }

    private void measure(URI service, BudgetsInTheBook budgets) throws IOException, SQLException, InterruptedException {
        var random = new Random(options.seed());
        var truth = new Truth();
        truth.add(checks(service, budgets, random, options.warmUpSeconds()).bodies());
        OpenLoop.run(service, options.rate(), options.warmUpSeconds(), _ -> OpenConnection.get(service, BARE));
        OpenLoop.Answers bare =
                OpenLoop.run(service, options.rate(), options.seconds(), _ -> OpenConnection.get(service, BARE));
        OpenLoop.Answers measured = checks(service, budgets, random, options.seconds());
        truth.add(measured.bodies());
        out.printf("truth     %s%n", truth.check(budgets.held()));
        print(new Quantiles(bare.nanos()), new Quantiles(measured.nanos()));
    }

    /** Nothing expires before the end, so that all that was allowed is held there at once. */
    private OpenLoop.Answers checks(URI service, BudgetsInTheBook budgets, Random random, int seconds)
            throws IOException, InterruptedException {
        int longEnough = 60 + 2 * (options.warmUpSeconds() + options.seconds());
        return OpenLoop.run(
                service,
                options.rate(),
                seconds,
                _ -> OpenConnection.post(service, CHECK, budgets.check(random, longEnough)));
    }

    private void print(Quantiles bare, Quantiles checks) {
        out.printf(
                "%-28s %9s %9s %9s %9s %9s%n",
                "at " + options.rate() + "/s", "requests", "p50 ms", "p99 ms", "p99.9 ms", "max ms");
        print("GET " + BARE, bare);
        print("POST " + CHECK, checks);
        out.printf(
                "p99 of checks beside the bare answer: %.1f; beside the limit of %.0f ms: %.2f%n",
                checks.millis(99) / bare.millis(99), LIMIT_MILLIS, checks.millis(99) / LIMIT_MILLIS);
    }

    private void print(String what, Quantiles times) {
        out.printf(
                "%-28s %9d %9.2f %9.2f %9.2f %9.2f%n",
                what, times.count(), times.millis(50), times.millis(99), times.millis(99.9), times.millis(100));
    }
}
