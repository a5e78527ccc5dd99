package io.tokenledger.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Reference data beside the project. A test that needs a file which is not there is skipped and says which. */
public final class ReferenceData {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReferenceData() {}

    /** The rows of a JSONL file. */
    public static List<JsonNode> rows(String name) throws IOException {
        var rows = new ArrayList<JsonNode>();
        for (String line : lines(name)) {
            if (!line.isBlank()) {
                rows.add(JSON.readTree(line));
            }
        }
        assertThat(rows).as(name).isNotEmpty();
        return rows;
    }

    /** The lines of a file. */
    public static List<String> lines(String name) throws IOException {
        Path file = Path.of(System.getProperty("tokenledger.reference-data", "../../shared/data"), name);
        Assumptions.assumeTrue(Files.isRegularFile(file), () -> "reference data is missing: " + name);
        return Files.readAllLines(file);
    }
}
