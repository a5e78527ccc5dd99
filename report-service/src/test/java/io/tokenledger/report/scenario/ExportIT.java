package io.tokenledger.report.scenario;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The files say what the JSON says. */
@QuarkusTest
@QuarkusTestResource(value = RecentLedger.class, restrictToAnnotatedClass = true)
class ExportIT {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String QUESTION = """
            {"from":"2025-10","to":"2025-11","filter":{"tenant":"acme"},"group_by":["team"],
             "swaps":[{"name":"@bulk","from":{"model":"o3"},"to":{"model":"o4-mini"},"share":"0.333333",
                       "output_token_ratio":{"low":"0.9","expected":"1","high":"1.3"}}]}
            """;

    @Test
    void workbookHoldsTheFiguresOfTheJson() {
        JsonPath json = ask("").extract().jsonPath();
        byte[] file = ask("?format=xlsx")
                .contentType(startsWith(XLSX))
                .header("Content-Disposition", containsString("what-if_2025-10-01_2025-11-01.xlsx"))
                .extract()
                .asByteArray();
        List<Map<String, @Nullable Object>> summary = rows(file, "Summary");
        amount(fact(summary, "baseline_cost"), json.getString("baseline.cost"));
        amount(fact(summary, "scenario_cost"), json.getString("scenario.cost"));
        amount(fact(summary, "savings"), json.getString("savings.amount"));
        amount(fact(summary, "savings_low"), json.getString("range.low"));
        compare(
                json,
                "lines",
                rows(file, "Lines"),
                Map.of(
                        "requests",
                        "requests",
                        "baseline_cost",
                        "baseline_cost",
                        "scenario_cost",
                        "scenario_cost",
                        "savings",
                        "savings"));
        compare(
                json,
                "swaps",
                rows(file, "Swaps"),
                Map.of(
                        "swap",
                        "swap",
                        "requests",
                        "requests",
                        "savings",
                        "savings",
                        "savings_percent",
                        "percent",
                        "name",
                        "name"));
        compare(
                json,
                "assumptions",
                rows(file, "Assumptions"),
                Map.of(
                        "name",
                        "name",
                        "low",
                        "low",
                        "high",
                        "high",
                        "source",
                        "source",
                        "savings_at_low",
                        "savings_at_low"));
        compare(
                json,
                "swaps[0].quality",
                rows(file, "Quality"),
                Map.of(
                        "benchmark",
                        "benchmark",
                        "from_score",
                        "from_score",
                        "points_lost",
                        "points_lost",
                        "savings_per_point",
                        "savings_per_point"));
        compare(json, "excluded", rows(file, "Excluded"), Map.of("reason", "reason", "cost", "cost"));
        assertThat(rows(file, "Lines")).extracting(row -> row.get("team")).contains(RecentLedger.FORMULA, "search");
        assertThat(rows(file, "Lines").getFirst().get("baseline_cost")).isInstanceOf(BigDecimal.class);
    }

    @Test
    void csvHoldsTheSameAndNoFormula() {
        JsonPath json = ask("").extract().jsonPath();
        String text =
                ask("?format=csv").contentType(startsWith("text/csv")).extract().asString();
        List<NamedCsvRecord> rows;
        try (var csv = CsvReader.builder().ofNamedCsvRecord(text)) {
            rows = csv.stream().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        assertThat(rows.stream()
                        .filter(row -> row.getField("row").equals("Lines"))
                        .map(row -> row.getField("savings")))
                .containsExactlyElementsOf(json.getList("lines.savings", String.class));
        assertThat(rows.stream()
                        .filter(row -> row.getField("fact").equals("savings"))
                        .map(row -> row.getField("value")))
                .containsExactly(json.getString("savings.amount"));
        assertThat(text)
                .contains("'" + RecentLedger.FORMULA)
                .contains("'@bulk")
                .doesNotContain("," + RecentLedger.FORMULA);
    }

    @Test
    void formatIsAskedForByAcceptAsWell() {
        given().contentType(ContentType.JSON)
                .accept(XLSX)
                .body(QUESTION)
                .post("/v1/what-if")
                .then()
                .contentType(startsWith(XLSX));
        given().contentType(ContentType.JSON)
                .accept("text/csv")
                .body(QUESTION)
                .post("/v1/what-if")
                .then()
                .contentType(startsWith("text/csv"));
        ask("?format=pdf").statusCode(400).body("detail", equalTo("format pdf is none of json, csv, xlsx"));
        ask("?formatt=csv").statusCode(400).body("code", equalTo("parameter.unknown"));
    }

    @Test
    void scenarioAndComparisonAreFilesToo() {
        String swaps = "'from':'2025-10','to':'2025-11','swaps':[{'from':{'model':'o3'},'to':{'model':'o4-mini'}}]";
        String one = ScenarioResourceIT.save("file one", swaps);
        String two =
                ScenarioResourceIT.save("+file two", swaps.replace("'to':{'model'", "'share':'0.5','to':{'model'"));
        byte[] answer = given().get("/v1/scenarios/" + one + "/answer?format=xlsx")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        amount(fact(rows(answer, "Summary"), "savings"), "1.62");
        byte[] both = given().get("/v1/scenarios/comparison?format=xlsx&id=" + one + "&id=" + two)
                .then()
                .statusCode(200)
                .header("Content-Disposition", containsString("scenario-comparison.xlsx"))
                .extract()
                .asByteArray();
        List<Map<String, @Nullable Object>> rows = rows(both, "Scenarios");
        amount(rows.get(0).get("savings"), "1.62");
        amount(rows.get(1).get("savings"), "0.81");
        assertThat(rows.get(1)).containsEntry("name", "+file two");
        given().get("/v1/scenarios/comparison?format=csv&id=" + one + "&id=" + two)
                .then()
                .contentType(startsWith("text/csv"))
                .body(containsString("Scenarios,'+file two,"));
        given().get("/v1/scenarios/" + one + "/answer?format=csv").then().body(containsString("Summary,savings,1.62"));
    }

    private static void compare(
            JsonPath json, String list, List<Map<String, @Nullable Object>> rows, Map<String, String> columns) {
        List<Map<String, @Nullable Object>> expected = json.getList(list);
        assertThat(rows).as(list).hasSameSizeAs(expected);
        for (int i = 0; i < rows.size(); i++) {
            for (Map.Entry<String, String> column : columns.entrySet()) {
                Object cell = rows.get(i).get(column.getKey());
                Object value = expected.get(i).get(column.getValue());
                String name = list + "[" + i + "]." + column.getKey();
                if (cell instanceof BigDecimal number) {
                    assertThat(number).as(name).isEqualByComparingTo(String.valueOf(value));
                } else {
                    assertThat(cell).as(name).isEqualTo(value);
                }
            }
        }
    }

    private static void amount(@Nullable Object cell, String expected) {
        assertThat(cell).isInstanceOf(BigDecimal.class);
        assertThat((BigDecimal) cell).isEqualByComparingTo(expected);
    }

    private static @Nullable Object fact(List<Map<String, @Nullable Object>> summary, String name) {
        return summary.stream()
                .filter(row -> name.equals(row.get("fact")))
                .findFirst()
                .orElseThrow()
                .get("value");
    }

    /** The rows of a sheet by the names in its first one: texts, and exact numbers. */
    private static List<Map<String, @Nullable Object>> rows(byte[] file, String sheet) {
        try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            List<Row> rows = workbook.findSheet(sheet).orElseThrow().read();
            List<Map<String, @Nullable Object>> named = new ArrayList<>();
            for (Row row : rows.subList(1, rows.size())) {
                Map<String, @Nullable Object> values = new LinkedHashMap<>();
                for (int column = 0; column < rows.getFirst().getCellCount(); column++) {
                    values.put(
                            rows.getFirst().getCellText(column),
                            value(row.getOptionalCell(column).orElse(null)));
                }
                named.add(values);
            }
            return named;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static @Nullable Object value(@Nullable Cell cell) {
        if (cell == null || cell.getType() == CellType.EMPTY) {
            return null;
        }
        return cell.getType() == CellType.NUMBER ? cell.asNumber() : cell.getText();
    }

    private static ValidatableResponse ask(String query) {
        return given().contentType(ContentType.JSON)
                .body(QUESTION)
                .post("/v1/what-if" + query)
                .then();
    }
}
