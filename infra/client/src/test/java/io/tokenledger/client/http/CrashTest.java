package io.tokenledger.client.http;

import static io.tokenledger.client.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import io.tokenledger.client.UsageClient;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that end in the middle: what they had spilled is sent by the next. */
class CrashTest {
    @TempDir
    Path folder;

    private final FakeIngest ingest = new FakeIngest();

    CrashTest() throws IOException {}

    @AfterEach
    void stop() {
        ingest.close();
    }

    @Test
    void whatAKilledProcessHadSpilledIsSentByTheNext() throws Exception {
        ingest.from(FakeIngest.answers(503, ""));
        for (int i = 0; i < 3; i++) {
            Process child = child(i * 1_000, (i + 1) * 1_000, false);
            try (BufferedReader said =
                    new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
                assertThat(said.readLine()).isEqualTo("spilled");
                Thread.sleep(150);
            } finally {
                child.toHandle().destroyForcibly();
            }
            assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(child.exitValue()).as("killed").isNotZero();
        }
        assertThat(ingest.ids()).isEmpty();

        ingest.from(ingest::accept);
        assertSentByTheNext(3_000);
    }

    @Test
    void theShutdownHookSpillsWhatItCannotSend() throws Exception {
        ingest.from(FakeIngest.answers(503, ""));
        Process child = child(0, 2_000, true);
        assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isZero();
        ingest.from(ingest::accept);
        assertSentByTheNext(2_000);
    }

    private void assertSentByTheNext(int events) throws InterruptedException {
        Set<String> expected = IntStream.range(0, events).mapToObj(i -> "e" + i).collect(Collectors.toSet());
        try (UsageClient _ = UsageClient.to(HttpSink.to(ingest.url()))
                .spillTo(folder)
                .retry(Duration.ofMillis(5), Duration.ofMillis(50))
                .build()) {
            eventually("all are sent", () -> new HashSet<>(ingest.ids()).containsAll(expected));
        }
    }

    private Process child(int from, int to, boolean inOrder) throws IOException, URISyntaxException {
        String classPath = Stream.of(place(UsageClient.class), place(FakeIngest.class), place(JsonFactory.class))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classPath,
                        "io.tokenledger.client.ChildApplication",
                        ingest.url().toString(),
                        folder.toString(),
                        "" + from,
                        "" + to,
                        "" + inOrder))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Path place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
