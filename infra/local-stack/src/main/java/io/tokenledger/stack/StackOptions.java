package io.tokenledger.stack;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the command line and the environment say about the stack. A flag beats the environment, which beats the default.
 *
 * @param ports where each part listens
 * @param rest the arguments that are not about the stack, in their order
 */
public record StackOptions(Ports ports, List<String> rest) {
    /** How the flags below are explained to a person. */
    public static final String USAGE = """
              --ingest-port N    --pricing-port N    --report-port N    --kafka-port N    --postgres-port N
                                  where each part listens on 127.0.0.1 (default 8081, 8082, 8083, 9092, 5432);
                                  also TOKENLEDGER_INGEST_PORT, TOKENLEDGER_PRICING_PORT, … in the environment
              --free-ports        any free ports, for the parts that have none given
            """;

    private static final List<String> PARTS = List.of("ingest", "pricing", "report", "kafka", "postgres");

    /** Reads the flags of the stack; fails with one line for a port that is no number. */
    public static StackOptions parse(List<String> arguments, Map<String, String> environment) {
        Map<String, Integer> given = new HashMap<>();
        for (String part : PARTS) {
            String variable = "TOKENLEDGER_" + part.toUpperCase(Locale.ROOT) + "_PORT";
            String value = environment.get(variable);
            if (value != null && !value.isBlank()) {
                given.put(part, port(variable, value));
            }
        }
        List<String> rest = new ArrayList<>();
        boolean free = false;
        Deque<String> remaining = new ArrayDeque<>(arguments);
        while (!remaining.isEmpty()) {
            String argument = remaining.removeFirst();
            String part = partOf(argument);
            if (part != null) {
                int equals = argument.indexOf('=');
                String value = equals > 0 ? argument.substring(equals + 1) : remaining.pollFirst();
                given.put(part, port("--" + part + "-port", value));
            } else if (argument.equals("--free-ports")) {
                free = true;
            } else {
                rest.add(argument);
            }
        }
        Ports defaults = free ? Ports.free() : Ports.standard();
        Ports ports = new Ports(
                given.getOrDefault("ingest", defaults.ingest()),
                given.getOrDefault("pricing", defaults.pricing()),
                given.getOrDefault("report", defaults.report()),
                given.getOrDefault("kafka", defaults.kafka()),
                given.getOrDefault("postgres", defaults.postgres()));
        return new StackOptions(ports, List.copyOf(rest));
    }

    private static @Nullable String partOf(String argument) {
        for (String part : PARTS) {
            String flag = "--" + part + "-port";
            if (argument.equals(flag) || argument.startsWith(flag + "=")) {
                return part;
            }
        }
        return null;
    }

    private static int port(String origin, @Nullable String value) {
        try {
            return Integer.parseInt(value == null ? "" : value.strip());
        } catch (NumberFormatException noNumber) {
            throw new StackFailure(origin + " needs a port number, not \"" + (value == null ? "" : value) + "\"");
        }
    }
}
