package io.tokenledger.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every SQL query of the Grafana dashboards, ready to be run as Grafana would run it: the panels', those of panels inside
 * collapsed rows, and those that fill the template variables.
 */
final class DashboardQueries {
    /** The PostgreSQL data source of {@code infra/grafana/provisioning}. */
    private static final String DATA_SOURCE = "tokenledger-postgres";

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+):sqlstring}");
    private static final Pattern TIME_FILTER = Pattern.compile("\\$__timeFilter\\(([^)]+)\\)");
    private static final Pattern TIME_GROUP_ALIAS =
            Pattern.compile("\\$__timeGroupAlias\\(([^,]+), '(\\d+)([mhd])'\\)");

    private DashboardQueries() {}

    /**
     * One query of one panel or variable.
     *
     * @param where the dashboard's file and the panel's title, or the variable's name
     * @param rawSql as it stands in the dashboard
     * @param allValues what each template variable says when "All" is chosen, as SQL
     */
    record PanelQuery(String where, String rawSql, Map<String, String> allValues) {
        /** The SQL that Grafana sends for that time range when every variable is on "All". */
        String sqlFor(Instant from, Instant to) {
            return sqlFor(from, to, Map.of());
        }

        /** The same with some variables on one chosen value. An unknown variable or macro is refused. */
        String sqlFor(Instant from, Instant to, Map<String, String> chosen) {
            String sql = VARIABLE.matcher(rawSql)
                    .replaceAll(match -> Matcher.quoteReplacement(valueOf(match.group(1), chosen)));
            sql = TIME_FILTER.matcher(sql).replaceAll("$1 BETWEEN '" + from + "' AND '" + to + "'");
            sql = TIME_GROUP_ALIAS.matcher(sql).replaceAll(match -> {
                int step = Integer.parseInt(match.group(2)) * secondsOf(match.group(3));
                return "floor(extract(epoch from " + match.group(1) + ")/" + step + ")*" + step + " AS \"time\"";
            });
            sql = sql.replace("$__timeFrom()", "'" + from + "'").replace("$__timeTo()", "'" + to + "'");
            if (sql.contains("$")) {
                throw new IllegalArgumentException(where + " uses a variable or macro that is not known here: " + sql);
            }
            return sql;
        }

        private static int secondsOf(String unit) {
            return switch (unit) {
                case "m" -> 60;
                case "h" -> 3_600;
                default -> 86_400;
            };
        }

        private String valueOf(String variable, Map<String, String> chosen) {
            String value = chosen.get(variable);
            if (value != null) {
                return "'" + value.replace("'", "''") + "'";
            }
            String all = allValues.get(variable);
            if (all == null) {
                throw new IllegalArgumentException(where + " uses the variable '" + variable + "', which is not there");
            }
            return all;
        }

        @Override
        public String toString() {
            return where;
        }
    }

    /** The queries of every dashboard in that folder, by file name and in the order of their panels. */
    static List<PanelQuery> of(Path dashboardsDir) throws IOException {
        var queries = new ArrayList<PanelQuery>();
        for (Path file : dashboardFiles(dashboardsDir)) {
            JsonNode dashboard = new ObjectMapper().readTree(file.toFile());
            String name = file.getFileName().toString();
            Map<String, String> allValues = allValues(dashboard);
            for (JsonNode variable : dashboard.at("/templating/list")) {
                if (isOurs(variable)) {
                    String where = name + ": variable " + variable.path("name").asText();
                    queries.add(new PanelQuery(where, required(variable, "query", where), allValues));
                }
            }
            addPanels(queries, dashboard.path("panels"), name, allValues);
        }
        return List.copyOf(queries);
    }

    private static List<Path> dashboardFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static Map<String, String> allValues(JsonNode dashboard) {
        var values = new HashMap<String, String>();
        dashboard
                .at("/templating/list")
                .forEach(variable -> values.put(
                        variable.path("name").asText(),
                        variable.path("allValue").asText()));
        return Map.copyOf(values);
    }

    private static void addPanels(
            List<PanelQuery> queries, JsonNode panels, String dashboard, Map<String, String> allValues) {
        for (JsonNode panel : panels) {
            String where = dashboard + ": " + panel.path("title").asText();
            for (JsonNode target : panel.path("targets")) {
                if (isOurs(target.has("datasource") ? target : panel)) {
                    queries.add(new PanelQuery(where, required(target, "rawSql", where), allValues));
                }
            }
            addPanels(queries, panel.path("panels"), dashboard, allValues);
        }
    }

    private static boolean isOurs(JsonNode owner) {
        return owner.at("/datasource/uid").asText().equals(DATA_SOURCE);
    }

    private static String required(JsonNode owner, String field, String where) {
        String text = owner.path(field).asText();
        if (text.isBlank()) {
            throw new IllegalArgumentException(where + " has no " + field);
        }
        return text;
    }
}
