package io.tokenledger.sample;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A published trace that lies beside the project; a test that needs it is skipped where it does not. */
final class ReferenceTrace {
    private ReferenceTrace() {}

    static Path file(String name) {
        Path file = Path.of(System.getProperty("tokenledger.reference-data", "missing"))
                .resolve("traces")
                .resolve(name);
        assumeTrue(Files.isRegularFile(file), "skipped: reference data is missing: traces/" + name);
        return file;
    }

    /** One column of numbers; rows where it is empty are left out. */
    static double[] column(String name, String column) throws IOException {
        List<String> lines = Files.readAllLines(file(name));
        int index = Arrays.asList(lines.getFirst().split(",", -1)).indexOf(column);
        return lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1)[index])
                .filter(text -> !text.isEmpty())
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /** The value below which that share of the values lies. */
    static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }
}
