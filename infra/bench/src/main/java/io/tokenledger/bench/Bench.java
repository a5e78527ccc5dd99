package io.tokenledger.bench;

import io.tokenledger.bench.alert.AlertBench;
import io.tokenledger.bench.alert.AlertOptions;
import io.tokenledger.bench.chargeback.ChargebackBench;
import io.tokenledger.bench.chargeback.ChargebackOptions;
import io.tokenledger.bench.counting.CountingBench;
import io.tokenledger.bench.counting.CountingOptions;
import io.tokenledger.bench.dialect.DialectBench;
import io.tokenledger.bench.dialect.DialectOptions;
import io.tokenledger.bench.focus.FocusBench;
import io.tokenledger.bench.focus.FocusOptions;
import io.tokenledger.bench.guard.GuardBench;
import io.tokenledger.bench.guard.GuardOptions;
import io.tokenledger.bench.rating.RatingBench;
import io.tokenledger.bench.rating.RatingOptions;
import io.tokenledger.bench.whatif.WhatIfBench;
import io.tokenledger.bench.whatif.WhatIfOptions;
import io.tokenledger.stack.LocalStack;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The benchmarks by name: {@code ./tokenledger bench pipeline}. */
public final class Bench {
    private static final String USAGE = """
            Usage: ./tokenledger bench NAME [options]

              pipeline [--events N] [--seed S]
                  priced events per second from Kafka to committed ledger and rollup, with all services, broker and
                  database on this machine, beside COPY of the same rows into the same table (default: 1000000 events)

              repricing [--events N] [--rate R] [--seconds S] [--seed S]
                  events repriced per second over a booked ledger (default: 1000000 events) while others come in
                  (default: 10000/s), beside the same load alone (default: 30 s); every amount is checked afterwards

              rating [--seconds S] [--seed S]
                  ratings per second: in process on one thread, in a peer (npm's @pydantic/genai-prices, if there are
                  node and npm), and as POST /v1/quotes, on the same cases (default: 40 seconds for each)

              dialects [--seconds S]
                  events per second and dialect that ingest decides on one thread (default: 2 s each), beside the native form

              counting [--seconds S] [--seed S]
                  tokens counted per second on one thread, beside jtokkit called plainly on the same English, code, Chinese
                  and Japanese, and on the worst texts there are (default: 10 seconds for each)

              whatif [--events N] [--questions N] [--peer-runs N] [--seed S]
                  milliseconds that a question to POST /v1/what-if takes over a month of events (default: 10000000),
                  200 questions of seven kinds one after another, beside the same as SQL over the entries (3 of each)

              chargeback [--events N] [--questions N] [--peer-runs N] [--seed S]
                  milliseconds that GET /v1/chargeback of a month by team and model takes over the ledger's events
                  (default: 10000000), in UTC and in Asia/Kathmandu (500 each), beside DuckDB over the raw rows

              focus [--rows N] [--runs N] [--heap MEGABYTES]
                  rows a second of GET /v1/focus of a month (default: 1000000 charges) as CSV and as Parquet, from a service
                  with a heap of 256 MB, beside COPY TO STDOUT of the same rows

              alerts [--budgets N] [--rate R] [--probes N] [--seed S]
                  milliseconds from an event at ingest to the alert at a webhook, with 10000 budgets watched while 10000
                  events a second come in (default: 400 alerts), and what the watching costs

              guard [--budgets N] [--rate R] [--seconds S] [--warm-up S] [--seed S]
                  milliseconds that POST /v1/budgets/check takes over 10000 budgets at 2000 checks a second, a rate that
                  is kept whatever the answers do (default: 20 s after 20 s of warming up), beside a bare answer
            """;

    /** Kafka's client tells all of its settings at every start; held here, or the level would be forgotten. */
    private static final Logger KAFKA_LOG = Logger.getLogger("org.apache.kafka");

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        KAFKA_LOG.setLevel(Level.WARNING);
        System.exit(run(Arrays.asList(arguments), System.out, System.err));
    }

    private static int run(List<String> arguments, PrintStream out, PrintStream err) throws Exception {
        String name = arguments.isEmpty() ? "" : arguments.getFirst();
        if (name.equals("help") || name.equals("--help")) {
            out.print(USAGE);
            return 0;
        }
        List<String> options = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
        try {
            return switch (name) {
                case "pipeline" -> new PipelineBench(LocalStack.home(), PipelineOptions.parse(options), out).run();
                case "repricing" -> new RepricingBench(LocalStack.home(), RepricingOptions.parse(options), out).run();
                case "rating" -> new RatingBench(LocalStack.home(), RatingOptions.parse(options), out).run();
                case "dialects" -> new DialectBench(LocalStack.home(), DialectOptions.parse(options), out).run();
                case "counting" -> new CountingBench(LocalStack.home(), CountingOptions.parse(options), out).run();
                case "whatif" -> new WhatIfBench(LocalStack.home(), WhatIfOptions.parse(options), out).run();
                case "chargeback" ->
                    new ChargebackBench(LocalStack.home(), ChargebackOptions.parse(options), out).run();
                case "focus" -> new FocusBench(LocalStack.home(), FocusOptions.parse(options), out).run();
                case "alerts" -> new AlertBench(LocalStack.home(), AlertOptions.parse(options), out).run();
                case "guard" -> new GuardBench(LocalStack.home(), GuardOptions.parse(options), out).run();
                default -> {
                    err.print((name.isEmpty() ? "" : "unknown benchmark '" + name + "'\n") + USAGE);
                    yield 2;
                }
            };
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return 2;
        }
    }
}
