package io.tokenledger.stack;

import java.util.ArrayList;
import java.util.List;

/** What a person is told when everything is up: where to look, and how to stop. */
final class Welcome {
    private Welcome() {}

    static List<String> lines(LocalStack stack) {
        List<String> chargeback = new ArrayList<>();
        List<String> services = new ArrayList<>();
        List<String> below = new ArrayList<>();
        for (StackPart part : stack.parts()) {
            switch (part) {
                case ServiceProcess service -> {
                    if (service.name().equals(Service.REPORT.label())) {
                        chargeback.add(line("this month's chargeback", service.url() + "/"));
                    }
                    services.add(line(service.name() + " API", service.url() + "/q/swagger-ui"));
                }
                case LocalKafka kafka -> below.add(line("Kafka", kafka.bootstrap()));
                case LocalPostgres postgres -> below.add(line("PostgreSQL", postgres.jdbcUrl(LocalPostgres.SUPERUSER)));
            }
        }
        List<String> lines = new ArrayList<>(List.of(""));
        lines.addAll(chargeback);
        lines.addAll(services);
        lines.addAll(below);
        lines.addAll(List.of("", "Ctrl-C stops everything; the data stays."));
        return lines;
    }

    private static String line(String what, String where) {
        return String.format("%-24s  %s", what, where);
    }
}
