package io.tokenledger.bench;

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
        if (!name.equals("pipeline")) {
            err.print((name.isEmpty() ? "" : "unknown benchmark '" + name + "'\n") + USAGE);
            return 2;
        }
        try {
            var options = PipelineOptions.parse(arguments.subList(1, arguments.size()));
            return new PipelineBench(LocalStack.home(), options, out).run();
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return 2;
        }
    }
}
