package io.tokenledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenledger.e2e.DashboardQueries.PanelQuery;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboards as files; that their queries run is proven against a database. */
class DashboardQueriesTest {
    private static final Path DASHBOARDS =
            Path.of(System.getProperty("tokenledger.home", "."), "infra", "grafana", "dashboards");
    private static final Instant FROM = Instant.parse("2026-11-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-11-20T00:00:00Z");
    private static final Pattern RELATION = Pattern.compile("\\b(?:pricing|ledger|reporting|access)\\.\\w+");
    private static final Set<String> PUBLISHED =
            Set.of("ledger.usage_by_quarter_hour", "ledger.usage_by_entry", "ledger.intake", "ledger.rejection");

    @Test
    void everyPanelReadsPublishedViewsOnly() throws IOException {
        List<PanelQuery> queries = DashboardQueries.of(DASHBOARDS);

        assertThat(queries).hasSizeGreaterThan(15);
        for (PanelQuery query : queries) {
            var relations = new TreeSet<String>();
            RELATION.matcher(query.sqlFor(FROM, TO)).results().forEach(match -> relations.add(match.group()));
            assertThat(relations).as(query.where()).isNotEmpty().isSubsetOf(PUBLISHED);
        }
    }

    @Test
    void moneyIsNeverCastToAFloat() throws IOException {
        for (PanelQuery query : DashboardQueries.of(DASHBOARDS)) {
            assertThat(query.rawSql()).as(query.where()).doesNotContainPattern("(?i)::\\s*(float|real|double)");
        }
    }

    @Test
    void aChosenValueIsQuoted() {
        var query = new PanelQuery("panel", "SELECT 1 WHERE team IN (${team:sqlstring})", Map.of("team", "'__all'"));

        assertThat(query.sqlFor(FROM, TO)).isEqualTo("SELECT 1 WHERE team IN ('__all')");
        assertThat(query.sqlFor(FROM, TO, Map.of("team", "o'neill"))).isEqualTo("SELECT 1 WHERE team IN ('o''neill')");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT $__interval", "SELECT ${unknown:sqlstring}", "SELECT $team"})
    void whatGrafanaWouldReplaceAndWeDoNotKnowIsRefused(String sql) {
        var query = new PanelQuery("panel", sql, Map.of("team", "'__all'"));

        assertThatThrownBy(() -> query.sqlFor(FROM, TO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("panel uses");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spend.json", "pipeline.json", "alerts.json"})
    void noTwoPanelsLieOverEachOther(String file) throws IOException {
        JsonNode dashboard =
                new ObjectMapper().readTree(DASHBOARDS.resolve(file).toFile());
        var taken = new HashMap<List<Integer>, String>();

        for (JsonNode panel : dashboard.path("panels")) {
            JsonNode place = panel.path("gridPos");
            int right = place.path("x").asInt() + place.path("w").asInt();
            int bottom = place.path("y").asInt() + place.path("h").asInt();
            String title = panel.path("title").asText();
            assertThat(right).as("right edge of %s", title).isBetween(1, 24);
            for (int x = place.path("x").asInt(); x < right; x++) {
                for (int y = place.path("y").asInt(); y < bottom; y++) {
                    assertThat(taken.put(List.of(x, y), title))
                            .as("under %s", title)
                            .isNull();
                }
            }
        }
        assertThat(taken).isNotEmpty();
    }
}
