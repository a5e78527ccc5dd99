package io.tokenledger.bench.rating;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Which of the cases: a number per line, for the JVM that JMH starts. */
final class CaseNumbers {
    private CaseNumbers() {}

    static void write(Path file, List<Integer> numbers) throws IOException {
        Files.write(file, numbers.stream().map(String::valueOf).toList());
    }

    static List<Integer> read(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(Integer::valueOf).toList();
    }
}
