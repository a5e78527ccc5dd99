package io.tokenledger.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The stack with stand-ins for the services: order, environment, kill and restart. */
class ServiceProcessIT {
    private static final List<String> PROGRESS = new CopyOnWriteArrayList<>();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static Path home;
    private static LocalStack stack;

    @BeforeAll
    static void start() throws IOException {
        home = FakeService.home();
        stack = LocalStack.builder(home)
                .dataDirectory(home.resolve("data"))
                .ports(Ports.free())
                .durability(Durability.PROCESS_ONLY)
                .progress(PROGRESS::add)
                .start();
    }

    @AfterAll
    static void stop() {
        stack.close();
        assertThat(PROGRESS.subList(PROGRESS.size() - 2, PROGRESS.size()))
                .as("services stop first")
                .containsExactly("kafka stopped", "postgres stopped");
    }

    @Test
    void aPartStartsWhenWhatItNeedsIsReady() {
        assertThat(readyBefore("kafka", "ingest")).isTrue();
        assertThat(readyBefore("kafka", "pricing") && readyBefore("postgres", "pricing"))
                .isTrue();
        assertThat(readyBefore("postgres", "report")).isTrue();
    }

    @Test
    void aServiceIsToldWhereBrokerAndDatabaseAre() throws Exception {
        String told = stack.kafkaBootstrap() + " " + stack.jdbcUrl();
        for (String url : List.of(stack.ingestUrl(), stack.pricingUrl(), stack.reportUrl())) {
            assertThat(get(url)).isEqualTo(told);
        }
    }

    @Test
    void aKilledServiceComesBackAtTheSameAddress() throws Exception {
        String url = stack.ingestUrl();
        long before = stack.ingest().pid();
        stack.ingest().kill();
        assertThatThrownBy(() -> get(url)).isInstanceOf(IOException.class);
        stack.ingest().restart();
        assertThat(stack.ingest().pid()).isNotEqualTo(before);
        assertThat(stack.ingestUrl()).isEqualTo(url);
        assertThat(get(url)).isNotEmpty();
    }

    @Test
    void aSecondInstanceRunsBesideTheFirst() throws Exception {
        try (ServiceProcess second = stack.startAnother(Service.PRICING)) {
            assertThat(second.name()).isEqualTo("pricing-2");
            assertThat(second.port()).isNotEqualTo(stack.pricing().port());
            assertThat(get(second.url())).isEqualTo(get(stack.pricingUrl()));
            assertThat(second.log()).isNotEqualTo(stack.pricing().log()).exists();
        }
    }

    @Test
    void aServiceThatEndsWhileItStartsSaysWhyAndNothingIsLeft() throws IOException {
        Path data = TestFolder.fresh("failing");
        LocalStackBuilder failing = LocalStack.builder(home)
                .dataDirectory(data)
                .ports(Ports.free())
                .services(Service.INGEST)
                .environment(Service.INGEST, "FAKE_FAILURE", "no moon tonight");
        assertThatThrownBy(failing::start)
                .isInstanceOfSatisfying(
                        StackFailure.class,
                        failure -> assertThat(failure.details()).contains("no moon tonight"))
                .hasMessageStartingWith("ingest ended with exit code 3 while starting; its log ");
        assertNothingRunsFor(data);
    }

    @Test
    void aServiceThatFillsTheDiskSaysSo() {
        ServiceProcess.Settings settings =
                alone(home, Map.of("FAKE_FAILURE", "java.io.IOException: No space left on device"));
        assertThatThrownBy(() -> ServiceProcess.start(settings))
                .isInstanceOf(StackFailure.class)
                .hasMessageStartingWith("report ended with exit code 3 while starting: the disk is full at ");
    }

    @Test
    void aServiceThatWasNotBuiltIsNamed() throws IOException {
        Path unbuilt = FakeService.home();
        Files.delete(Service.REPORT.jar(unbuilt));
        assertThatThrownBy(() -> ServiceProcess.start(alone(unbuilt, Map.of())))
                .hasMessage(Service.REPORT.jar(unbuilt) + " is missing: build the project first (./tokenledger does)");
    }

    private static ServiceProcess.Settings alone(Path home, Map<String, String> environment) {
        Path folder = home.resolve("alone");
        return new ServiceProcess.Settings(
                "report",
                Service.REPORT.jar(home),
                FreePort.next(),
                environment,
                List.of(),
                folder,
                folder.resolve("report.log"));
    }

    private static boolean readyBefore(String first, String second) {
        return indexOfReady(first) < indexOfReady(second);
    }

    private static int indexOfReady(String part) {
        for (int index = 0; index < PROGRESS.size(); index++) {
            if (PROGRESS.get(index).matches(part + " +ready .*")) {
                return index;
            }
        }
        throw new AssertionError(part + " never became ready: " + PROGRESS);
    }

    private static void assertNothingRunsFor(Path data) {
        try (DataLock free = DataLock.take(data.resolve("lock"))) {
            assertThat(free).isNotNull();
        }
        assertThat(data.resolve("kafka").resolve("kafka.pid")).doesNotExist();
        assertThat(data.resolve("postgres").resolve("postmaster.pid")).doesNotExist();
    }

    private static String get(String url) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(URI.create(url + "/")).build(), BodyHandlers.ofString())
                .body();
    }
}
