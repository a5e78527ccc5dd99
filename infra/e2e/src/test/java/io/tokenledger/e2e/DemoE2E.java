package io.tokenledger.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.tokenledger.stack.LocalStack;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as its launcher starts it: its own stack, on free ports, which is gone afterwards. */
class DemoE2E {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Path HOME = LocalStack.home();
    private static final Pattern TOTAL = Pattern.compile("(?m)^ *total .*$");

    /** What a demo has printed, and the processes that it had. */
    private record Run(int exitCode, String output, long processId, Set<ProcessHandle> children) {}

    @Test
    void companyIsShownToTheCentAndNothingIsLeftRunning(@TempDir Path folder) throws Exception {
        Run demo = run(folder, "--events", "5000", "--seed", "7", "--exit", "--free-ports");

        assertThat(demo.exitCode()).as(demo.output()).isZero();
        assertThat(demo.output())
                .contains("5,000 events of 60 days of a sample company, seed 7", "from Kafka to the ledger")
                .contains("Chargeback, months of ", "search", "gpt-4.1", "o4-mini (high)")
                .contains(
                        "priced, booked once", "unpriced, booked", "duplicates, not booked", "rejected, with a reason")
                .contains("count.negative", "time.out_of_range")
                .doesNotContain("DIFFERS");
        assertTeamsAndModelsHaveTheSameTotal(demo.output());
        assertO3IsComparedWithO4Mini(demo.output());
        assertNothingIsLeft(demo);
    }

    @Test
    void traceIsReplayedRowByRow(@TempDir Path folder) throws Exception {
        Path trace = Path.of(System.getProperty("tokenledger.reference-data", "."))
                .resolve("traces/AzureLLMInferenceTrace_2023_code.csv");
        assumeThat(trace)
                .as("traceIsReplayedRowByRow needs the Azure code trace")
                .exists();

        Run demo = run(folder, "--trace", trace.toString(), "--events", "500", "--exit", "--free-ports");

        assertThat(demo.exitCode()).as(demo.output()).isZero();
        long input = 0;
        for (String line : Files.readAllLines(trace).subList(1, 501)) {
            input += Long.parseLong(line.split(",", -1)[1]);
        }
        assertThat(demo.output())
                .contains("500 requests of " + trace.getFileName(), "engineering", "gpt-4.1-mini")
                .containsPattern("requests in the ledger +500 +500 +ok")
                .containsPattern("input tokens +" + String.format("%,d", input))
                .doesNotContain("DIFFERS");
        assertNothingIsLeft(demo);
    }

    @Test
    void whatItCannotUseIsToldInOneLine(@TempDir Path folder) throws Exception {
        Run demo = run(folder, "--trace", "no-such-file.csv");

        assertThat(demo.exitCode()).isEqualTo(2);
        assertThat(demo.output().lines()).containsExactly("tokenledger demo: --trace no-such-file.csv: no such file");
    }

    /** Both break the same month down. */
    private static void assertTeamsAndModelsHaveTheSameTotal(String output) {
        List<String> totals = TOTAL.matcher(output)
                .results()
                .map(match -> match.group().replaceAll(" +", " "))
                .toList();
        assertThat(totals).hasSizeGreaterThanOrEqualTo(2);
        assertThat(totals.get(0)).isEqualTo(totals.get(1)).containsPattern("\\$[0-9,]+\\.[0-9]{2}");
    }

    /** Every o4-mini price is 0.55 of o3's of today, and 0.11 of o3's of April 2025. */
    private static void assertO3IsComparedWithO4Mini(String output) {
        String amounts = " +\\$[0-9.,]+ +\\$[0-9.,]+ +";
        assertThat(output)
                .containsPattern("the same tokens on o4-mini" + amounts + "-45\\.0 %")
                .containsPattern("that at prices of April 2025" + amounts + "-89\\.0 %");
        Matcher today =
                Pattern.compile("all of it had run on o4-mini +\\$([0-9.,]+)").matcher(output);
        assertThat(today.find()).isTrue();
        assertThat(today.group(1)).isNotEqualTo("0.00");
    }

    private static void assertNothingIsLeft(Run demo) {
        assertThat(demo.children()).as("Kafka, PostgreSQL and three services").hasSizeGreaterThanOrEqualTo(5);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(demo.children()).noneMatch(ProcessHandle::isAlive));
        assertThat(HOME.resolve(".tokenledger/demo/" + demo.processId())).doesNotExist();
    }

    private static Run run(Path folder, String... options) throws IOException {
        Path module = HOME.resolve("infra/local-stack/target");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Dtokenledger.home=" + HOME,
                "-cp",
                module.resolve("classes")
                        + File.pathSeparator
                        + Files.readString(module.resolve("launcher.classpath")).strip(),
                "io.tokenledger.demo.DemoMain"));
        command.addAll(List.of(options));
        Path output = folder.resolve("output.txt");
        Process demo = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        var children = new HashSet<ProcessHandle>();
        try {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
                demo.descendants().forEach(children::add);
                return !demo.isAlive();
            });
        } finally {
            demo.destroy();
        }
        return new Run(demo.exitValue(), Files.readString(output), demo.pid(), children);
    }
}
