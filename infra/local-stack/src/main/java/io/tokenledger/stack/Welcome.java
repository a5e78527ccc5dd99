package io.tokenledger.stack;

import java.util.ArrayList;
import java.util.List;

/** What a person is told when everything is up: where to look, and how to stop. */
final class Welcome {
    private Welcome() {}

    static List<String> lines(LocalStack stack) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        for (StackPart part : stack.parts()) {
            switch (part) {
                case ServiceProcess service -> {
                    if (service.name().equals(Service.REPORT.label())) {
                        lines.add("this month's chargeback   " + service.url() + "/");
                    }
                    lines.add(String.format("%-24s  %s/q/swagger-ui", service.name() + " API", service.url()));
                }
                case LocalKafka kafka -> lines.add("Kafka                     " + kafka.bootstrap());
                case LocalPostgres postgres ->
                    lines.add("PostgreSQL                " + postgres.jdbcUrl() + "?user=postgres");
            }
        }
        lines.add("");
        lines.add("Ctrl-C stops everything; the data stays.");
        return lines;
    }
}
