package io.tokenledger.report.delivery;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokenledger.stack.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Prometheus Alertmanager as Debian has it, as a process of the test with its data below {@code target}. */
final class LocalAlertmanager implements AutoCloseable {
    private static final List<Path> PROGRAMS =
            List.of(Path.of("/usr/bin/prometheus-alertmanager"), Path.of("/usr/local/bin/alertmanager"));
    private static final String CONFIG = """
            route: {receiver: nobody, group_wait: 1s, group_interval: 1s}
            receivers: [{name: nobody}]
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = FreePort.next();
    private final Process process;
    private final Thread atExit;

    private LocalAlertmanager(Path program) throws IOException {
        Path folder = Files.createTempDirectory(
                Files.createDirectories(Path.of("target").toAbsolutePath()), "alertmanager");
        Path config = Files.writeString(folder.resolve("alertmanager.yml"), CONFIG);
        process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + config,
                        "--storage.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Ready to be asked. Where the program is missing the test is left out, but not in the continuous build. */
    static LocalAlertmanager start() throws IOException, InterruptedException {
        Path program = PROGRAMS.stream().filter(Files::isExecutable).findFirst().orElse(null);
        if (program == null && System.getenv("CI") != null) {
            throw new AssertionError("prometheus-alertmanager is missing: none of " + PROGRAMS);
        }
        assumeTrue(program != null, "prometheus-alertmanager is missing");
        LocalAlertmanager alertmanager = new LocalAlertmanager(program);
        try {
            Outbox.await(alertmanager::isReady, () -> "alive: " + alertmanager.process.isAlive());
            return alertmanager;
        } catch (RuntimeException | Error failure) {
            alertmanager.close();
            throw failure;
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The alerts that it holds active. */
    List<JsonNode> active() {
        try {
            String body = http.send(request("/api/v2/alerts?active=true"), BodyHandlers.ofString())
                    .body();
            return Stream.of(JsonMapper.builder().build().readTree(body))
                    .flatMap(JsonNode::valueStream)
                    .toList();
        } catch (IOException failure) {
            throw new AssertionError("Alertmanager does not answer", failure);
        } catch (InterruptedException ended) {
            throw new AssertionError("interrupted", ended);
        }
    }

    private boolean isReady() {
        try {
            return http.send(request("/-/ready"), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException ended) {
            throw new AssertionError("interrupted", ended);
        }
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(url().resolve(path))
                .timeout(Duration.ofSeconds(5))
                .build();
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException ended) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
