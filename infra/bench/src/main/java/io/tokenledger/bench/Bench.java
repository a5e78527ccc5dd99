package io.tokenledger.bench;

import io.tokenledger.stack.LocalStack;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;

/** The benchmarks by name: {@code ./tokenledger bench pipeline}. */
public final class Bench {
    private static final String USAGE = """
            Usage: ./tokenledger bench NAME [options]

              pipeline [--events N] [--seed S]
                  priced events per second from Kafka to committed ledger and rollup, with all services, broker and
                  database on this machine, beside COPY of the same rows into the same table (default: 1000000 events)
            """;

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
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
