package io.tokenledger.stack;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ./tokenledger up} was asked for.
 *
 * @param dataDirectory null: {@code .tokenledger/up}
 */
record UpOptions(Ports ports, @Nullable Path dataDirectory, Set<Service> services, boolean help) {
    static final String USAGE = """
            ./tokenledger up [options]     the whole stack on 127.0.0.1 until Ctrl-C; its data stays

            """ + StackOptions.USAGE + """
              --without SERVICE   leave ingest, pricing or report out (comma-separated; "all" for none of them),
                                  to run that one from the IDE or with quarkus:dev
              --data DIRECTORY    keep the data there (default .tokenledger/up)
            """;

    static UpOptions parse(List<String> arguments, Map<String, String> environment) {
        StackOptions stack = StackOptions.parse(arguments, environment);
        Path data = null;
        Set<Service> services = EnumSet.allOf(Service.class);
        boolean help = false;
        Deque<String> rest = new ArrayDeque<>(stack.rest());
        while (!rest.isEmpty()) {
            String flag = rest.removeFirst();
            switch (flag) {
                case "--data" -> data = Path.of(value(flag, rest));
                case "--without" -> services.removeAll(named(value(flag, rest)));
                case "--help", "-h" -> help = true;
                default -> throw new StackFailure("unknown option " + flag + "; ./tokenledger up --help lists them");
            }
        }
        return new UpOptions(stack.ports(), data, services, help);
    }

    LocalStackBuilder builder(Path home, Consumer<String> progress) {
        LocalStackBuilder builder = LocalStack.builder(home)
                .ports(ports)
                .services(services.toArray(new Service[0]))
                .progress(progress);
        return dataDirectory == null ? builder : builder.dataDirectory(dataDirectory);
    }

    private static String value(String flag, Deque<String> rest) {
        String value = rest.pollFirst();
        if (value == null) {
            throw new StackFailure(flag + " needs a value");
        }
        return value;
    }

    private static Set<Service> named(String names) {
        if (names.equals("all")) {
            return EnumSet.allOf(Service.class);
        }
        Set<Service> named = EnumSet.noneOf(Service.class);
        for (String name : names.split(",", -1)) {
            named.add(Arrays.stream(Service.values())
                    .filter(service -> service.label().equals(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> new StackFailure("no service is called \"" + name
                            + "\": ingest, pricing, report, or all of them by \"all\"")));
        }
        return named;
    }
}
