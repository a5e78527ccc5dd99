package io.tokenledger.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.contract.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What the containers are started from: held against the contract, the images' own files and the rules of the house. */
class ComposeFileTest {
    private static final Path HOME = Path.of(System.getProperty("tokenledger.home", "."));
    private static final List<String> OURS = List.of("ingest", "pricing", "report");
    private static final Pattern EXACT_VERSION = Pattern.compile("[\\w./-]+:v?\\d+(\\.\\d+)+[\\w.-]*");
    /** Not one of ours: a mail server may want none. */
    private static final String OPTIONAL_PASSWORD = "TOKENLEDGER_SMTP_PASSWORD";

    private static final Pattern ENVIRONMENT = Pattern.compile("\\$\\{(TOKENLEDGER_\\w+)");

    @Test
    void everyImageIsPinnedToAVersion() throws IOException {
        services()
                .forEach((name, service) -> assertThat(text(service, "image"))
                        .as("image of %s", name)
                        .matches(EXACT_VERSION));
    }

    @Test
    void everyPortIsPublishedOnTheLoopbackOnly() throws IOException {
        services().forEach((name, service) -> {
            for (Object port : list(service.get("ports"))) {
                assertThat(port).as("port of %s", name).asString().startsWith("127.0.0.1:");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka", "postgres", "prometheus", "alertmanager", "grafana"})
    void everyLongRunningPartHasAHealthCheckAndAMemoryLimit(String name) throws IOException {
        Map<String, Object> service = map(services().get(name));

        assertThat(map(service.get("healthcheck")).get("test"))
                .as("health check of %s", name)
                .isNotNull();
        assertThat(memoryLimit(service)).as("memory limit of %s", name).isNotNull();
        assertThat(service.get("restart")).as("restart policy of %s", name).isEqualTo("unless-stopped");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "pricing", "report"})
    void everyServiceOfOursIsBuiltFromItsDockerfileWithAHealthCheckAndWithoutRoot(String name) throws IOException {
        Map<String, Object> service = map(services().get(name));
        Path dockerfile = HOME.resolve(String.valueOf(map(service.get("build")).get("dockerfile")));
        String content = Files.readString(dockerfile);

        assertThat(dockerfile).isEqualTo(HOME.resolve(name + "-service/Dockerfile"));
        assertThat(content).contains("HEALTHCHECK ").contains("USER 10001").contains("ENTRYPOINT [");
        assertThat(memoryLimit(service)).as("memory limit of %s", name).isNotNull();
        assertThat(service.get("read_only")).as("read_only of %s", name).isEqualTo(true);
    }

    @Test
    void theThreeDockerfilesShareOneBuildStage() throws IOException {
        Set<String> stages = new HashSet<>();
        for (String name : OURS) {
            String content = Files.readString(HOME.resolve(name + "-service/Dockerfile"));
            int from = content.indexOf(" AS from-source");
            stages.add(content.substring(content.lastIndexOf("FROM ", from), content.indexOf("FROM scratch")));
        }

        assertThat(stages)
                .as("build stages, which BuildKit runs once if they are equal")
                .hasSize(1);
    }

    @Test
    void theTopicsOfTheClusterAreThoseOfTheContract() throws IOException {
        List<Topics.Spec> topics = new ArrayList<>();
        for (String line : Files.readAllLines(HOME.resolve("infra/kafka/topics.conf"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                topics.add(topic(line.strip().split("\\s+")));
            }
        }

        assertThat(topics).containsExactlyInAnyOrderElementsOf(Topics.ALL);
    }

    private static Topics.Spec topic(String[] words) {
        Map<String, String> settings = Arrays.stream(words)
                .skip(2)
                .map(setting -> setting.split("=", 2))
                .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1]));
        return new Topics.Spec(words[0], Integer.parseInt(words[1]), settings);
    }

    @Test
    void everySecretIsInTheExampleAndRefusedWhenEmpty() throws IOException {
        String compose = Files.readString(HOME.resolve("docker-compose.yml"));
        String example = Files.readString(HOME.resolve("infra/compose/env.example"));
        var names = new TreeSet<String>();
        var matcher = ENVIRONMENT.matcher(compose);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }

        assertThat(names).anyMatch(name -> name.endsWith("_PASSWORD"));
        for (String name : names) {
            assertThat(example).as("infra/compose/env.example").contains(name + "=");
            if (name.endsWith("_PASSWORD") && !name.equals(OPTIONAL_PASSWORD)) {
                assertThat(compose).as(name).doesNotContainPattern("\\$\\{" + name + "(?!:\\?)");
            }
        }
    }

    @Test
    void alertsMayGoToAlertmanagerAndToNoOtherPart() throws IOException {
        Map<String, Object> networks = map(service("alertmanager").get("networks"));
        String address = text(map(networks.get("default")), "ipv4_address");

        assertThat(text(map(service("report").get("environment")), "TOKENLEDGER_ALERTS_ALLOWED_NETWORKS"))
                .isEqualTo("${TOKENLEDGER_ALERTS_ALLOWED_NETWORKS:-" + address + "/32}");
        assertThat(Files.readString(HOME.resolve("docker-compose.yml")))
                .as("addresses that Compose gives out leave that one alone")
                .contains("subnet: 172.30.83.0/24", "ip_range: 172.30.83.0/26");
        assertThat(Integer.parseInt(address.substring(address.lastIndexOf('.') + 1)))
                .isGreaterThan(63);
    }

    @Test
    void everyFileThatIsMountedIsThere() throws IOException {
        services().forEach((name, service) -> {
            for (Object volume : list(service.get("volumes"))) {
                String source = String.valueOf(volume).split(":", 2)[0];
                if (source.startsWith("./")) {
                    assertThat(HOME.resolve(source)).as("mounted by %s", name).exists();
                }
            }
        });
    }

    @Test
    void theComposeClientAcceptsTheFiles() throws IOException, InterruptedException {
        if (run("docker", "compose", "version") != 0) {
            System.out.println("ComposeFileTest: there is no 'docker compose' here, so its own check was left out");
            Assumptions.abort("no 'docker compose'");
        }
        String[] check = {
            "docker",
            "compose",
            "--project-directory",
            HOME.toString(),
            "--env-file",
            path("infra/compose/env.example"),
            "-f",
            path("docker-compose.yml"),
            "config",
            "-q"
        };
        assertThat(run(check)).as("exit code of docker compose config").isZero();

        List<String> scaledOut = new ArrayList<>(List.of(check));
        scaledOut.addAll(scaledOut.indexOf("config"), List.of("-f", path("infra/compose/scale-out.yml")));
        assertThat(run(scaledOut.toArray(String[]::new)))
                .as("exit code of docker compose config with scale-out.yml")
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "infra/prometheus/prometheus.yml",
                "infra/alertmanager/alertmanager.yml",
                "infra/grafana/provisioning/datasources/tokenledger.yml",
                "infra/grafana/provisioning/dashboards/tokenledger.yml"
            })
    void theFilesOfPrometheusAlertmanagerAndGrafanaAreYaml(String file) throws IOException {
        assertThat(map(yaml(HOME.resolve(file)))).isNotEmpty();
    }

    private static String path(String relative) {
        return HOME.resolve(relative).toString();
    }

    private static int run(String... command) throws IOException, InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("%s ended", List.of(command))
                    .isTrue();
            if (process.exitValue() != 0) {
                System.out.println(String.join(" ", command) + ": " + output);
            }
            return process.exitValue();
        } catch (IOException e) {
            return -1; // there is no such program
        }
    }

    private static Map<String, Object> service(String name) throws IOException {
        return Objects.requireNonNull(services().get(name), name);
    }

    private static Map<String, Map<String, Object>> services() throws IOException {
        Map<String, Object> services =
                map(map(yaml(HOME.resolve("docker-compose.yml"))).get("services"));
        assertThat(services)
                .containsKeys(
                        "kafka", "postgres", "ingest", "pricing", "report", "prometheus", "alertmanager", "grafana");
        return services.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, service -> map(service.getValue())));
    }

    private static Object yaml(Path file) throws IOException {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
    }

    private static @Nullable Object memoryLimit(Map<String, Object> service) {
        Map<String, Object> resources = map(map(service.get("deploy")).get("resources"));
        return map(resources.get("limits")).get("memory");
    }

    private static String text(Map<String, Object> owner, String field) {
        return String.valueOf(owner.get(field));
    }

    private static List<Object> list(@Nullable Object value) {
        return value instanceof List<?> items ? List.copyOf(items) : List.of();
    }

    private static Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> entries
                ? entries.entrySet().stream()
                        .collect(Collectors.toMap(entry -> String.valueOf(entry.getKey()), Map.Entry::getValue))
                : Map.of();
    }
}
