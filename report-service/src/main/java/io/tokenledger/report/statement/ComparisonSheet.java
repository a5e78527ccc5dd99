package io.tokenledger.report.statement;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.report.sheet.Cell;
import io.tokenledger.report.sheet.Sheet;
import java.util.ArrayList;
import java.util.List;

/** Direct usage by team and model beside that of the period before. Pure. */
final class ComparisonSheet {
    private ComparisonSheet() {}

    static Sheet of(JsonNode comparison) {
        List<List<Cell>> rows = new ArrayList<>();
        for (JsonNode line : comparison.path("lines")) {
            rows.add(List.of(
                    Cell.text(line.path("team").textValue()),
                    Cell.text(line.path("model").asText()),
                    Cell.rounded(line.path("before").asText()),
                    Cell.rounded(line.path("now").asText()),
                    Cell.rounded(line.path("difference").asText()),
                    Cell.number(line.path("percent").textValue())));
        }
        return new Sheet("Comparison", List.of("team", "model", "before", "now", "difference", "percent"), rows);
    }
}
