package io.tokenledger.demo;

import io.tokenledger.sample.SampleMix;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says about the demo.
 *
 * @param events how many events to send; empty is {@link #DEFAULT_EVENTS}, or the whole trace
 * @param trace a trace to replay; null for the sample company
 * @param exit whether to stop everything after the report
 */
record DemoOptions(OptionalLong events, long seed, @Nullable Path trace, boolean exit, boolean help) {
    static final long DEFAULT_EVENTS = 200_000;
    static final long DEFAULT_SEED = 7;

    static final String USAGE = """
            Usage: ./tokenledger demo [options]

            Starts Kafka, PostgreSQL and the three services, sends 60 days of a sample company's usage through them, and
            shows what it cost. Stays up until Ctrl-C.

              --events N          how many events, from 1 to 50000000 (default 200000; of a trace: all its rows)
              --seed S            another company (default 7): the same seed sends the same usage
              --trace FILE        replay a CSV file with TIMESTAMP,ContextTokens,GeneratedTokens instead, shifted to end
                                  now: team engineering, app code-completion, model gpt-4.1-mini
              --exit              stop everything after the report; exit code 0 if the ledger has what was sent
              --help              this text
            """;

    /** Reads the arguments that the stack has left over. */
    static DemoOptions parse(List<String> arguments) throws UsageException {
        OptionalLong events = OptionalLong.empty();
        long seed = DEFAULT_SEED;
        Path trace = null;
        boolean exit = false;
        boolean help = false;
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            String argument = left.removeFirst();
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            String option = equals < 0 ? argument : argument.substring(0, equals);
            if (equals >= 0) {
                left.addFirst(argument.substring(equals + 1));
            }
            switch (option) {
                case "--events" -> events = OptionalLong.of(events(value(option, left)));
                case "--seed" -> seed = number(option, value(option, left));
                case "--trace" -> trace = Path.of(value(option, left));
                case "--exit" -> exit = flag(option, equals);
                case "--help", "-h" -> help = flag(option, equals);
                default ->
                    throw new UsageException("unknown option " + option + "; ./tokenledger demo --help lists them");
            }
        }
        return new DemoOptions(events, seed, trace, exit, help);
    }

    private static String value(String option, Deque<String> left) throws UsageException {
        String value = left.pollFirst();
        if (value == null || value.isEmpty() || value.startsWith("--")) {
            throw new UsageException(option + " needs a value");
        }
        return value;
    }

    private static boolean flag(String option, int equals) throws UsageException {
        if (equals >= 0) {
            throw new UsageException(option + " takes no value");
        }
        return true;
    }

    private static long number(String option, String text) throws UsageException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new UsageException(option + " must be a whole number, not '" + text + "'");
        }
    }

    private static long events(String text) throws UsageException {
        long events = number("--events", text);
        if (events < 1 || events > SampleMix.MOST_EVENTS) {
            throw new UsageException("--events must be from 1 to " + SampleMix.MOST_EVENTS + ", not " + events);
        }
        return events;
    }
}
