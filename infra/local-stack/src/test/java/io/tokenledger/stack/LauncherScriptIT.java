package io.tokenledger.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The launcher script in a made-up project with a made-up JDK and Maven that only say how they were called. */
class LauncherScriptIT {
    private static final String MAVEN = """
            #!/bin/sh
            if [ "$1" = --version ]; then echo 'Apache Maven 3.9.9 (x)'; exit; fi
            echo "$*" >>maven.calls
            [ ! -f fail ] || { echo '[ERROR] it does not compile'; exit 1; }
            for module in ingest pricing report; do
                mkdir -p $module-service/target/quarkus-app
                touch $module-service/target/quarkus-app/quarkus-run.jar
            done
            mkdir -p infra/local-stack/target
            echo /a.jar:/b.jar >infra/local-stack/target/launcher.classpath
            """;

    private final Path home = TestFolder.fresh("a project");
    private final Path jdk25 = home.resolveSibling(home.getFileName() + " jdk 25");
    private final Path jdk17 = home.resolveSibling(home.getFileName() + " jdk 17");

    @BeforeEach
    void makeTheProject() throws IOException {
        Files.copy(LocalStack.home().resolve("tokenledger"), home.resolve("tokenledger"));
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        for (String folder : List.of(
                ".mvn", "infra/local-stack/src/main", "ingest-service", "pricing-service", "report-service/src")) {
            Files.createDirectories(home.resolve(folder));
        }
        makeJdk(jdk25, "25.0.1");
        makeJdk(jdk17, "17.0.9");
        makeProgram(home.resolve("bin/mvn"), MAVEN);
    }

    @Test
    void theNamedJdkRunsTheStackWithTheArgumentsAsTheyAre() {
        Said said = run(Map.of("TOKENLEDGER_JAVA_HOME", jdk25.toString()), "up", "--kafka-port", "1 2");
        assertThat(said.exitCode()).as(said.text()).isZero();
        assertThat(said.text())
                .contains("building (the first time takes some minutes)")
                .contains("jdk 25 runs")
                .contains("<-Dtokenledger.home=" + home + ">")
                .contains("<" + home + "/infra/local-stack/target/classes:/a.jar:/b.jar>")
                .endsWith("<io.tokenledger.stack.Main>\n<--kafka-port>\n<1 2>\n");
    }

    @Test
    void anOldJavaHomeIsPassedOverForTheJdkOnThePath() {
        Said said =
                run(Map.of("JAVA_HOME", jdk17.toString(), "PATH", jdk25.resolve("bin") + ":" + pathWithMaven()), "up");
        assertThat(said.text()).contains("jdk 25 runs").doesNotContain("jdk 17");
    }

    @Test
    void aNamedJdkThatIsTooOldIsRefusedInOneLine() {
        Said said = run(Map.of("TOKENLEDGER_JAVA_HOME", jdk17.toString()), "demo");
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.text())
                .isEqualTo("tokenledger: TOKENLEDGER_JAVA_HOME is " + jdk17 + ", which is no JDK 25 or newer\n");
    }

    @Test
    void itBuildsOnceAndAgainWhenASourceWasChangedAddedOrDeleted() throws IOException {
        assertThat(buildsAfter("up")).isEqualTo(1);
        assertThat(buildsAfter("up")).as("nothing changed").isEqualTo(1);
        assertThat(buildsAfter("demo")).as("another command").isEqualTo(1);

        Path source = home.resolve("infra/local-stack/src/main/Changed.java");
        Files.writeString(source, "class Changed {}");
        touchLater(source);
        assertThat(buildsAfter("up")).as("a new source").isEqualTo(2);

        touchLater(home.resolve("pom.xml"));
        assertThat(buildsAfter("up")).as("another pom").isEqualTo(3);

        Files.delete(source);
        touchLater(source.resolveSibling(""));
        assertThat(buildsAfter("up")).as("a deleted source").isEqualTo(4);

        Files.delete(home.resolve("pricing-service/target/quarkus-app/quarkus-run.jar"));
        assertThat(buildsAfter("up")).as("a missing result").isEqualTo(5);
    }

    @Test
    void aFailedBuildSaysWhyAndWhereItsLogIs() throws IOException {
        Files.createFile(home.resolve("fail"));
        Said said = run(Map.of("TOKENLEDGER_JAVA_HOME", jdk25.toString()), "up");
        assertThat(said.exitCode()).isEqualTo(1);
        assertThat(said.text())
                .contains("[ERROR] it does not compile")
                .endsWith("the build failed; its log is " + home + "/.tokenledger/build.log\n")
                .doesNotContain("jdk 25 runs");
        Files.delete(home.resolve("fail"));
        assertThat(buildsAfter("up")).as("the next try builds again").isEqualTo(2);
    }

    @Test
    void testIsMavensVerifyWithItsArguments() throws IOException {
        run(Map.of("TOKENLEDGER_JAVA_HOME", jdk25.toString()), "test", "-Dquick", "-pl", "infra/contract");
        assertThat(Files.readString(home.resolve("maven.calls"))).isEqualTo("-B verify -Dquick -pl infra/contract\n");
    }

    @Test
    void itWorksThroughALinkFromAnotherFolder() throws IOException {
        Path elsewhere = TestFolder.fresh("elsewhere");
        Files.createSymbolicLink(elsewhere.resolve("tl"), home.resolve("tokenledger"));
        Said said = run(elsewhere, Map.of("TOKENLEDGER_JAVA_HOME", jdk25.toString()), "./tl", "up");
        assertThat(said.text()).contains("<-Dtokenledger.home=" + home + ">");
    }

    @Test
    void helpIsAskedForAndAnUnknownCommandIsRefused() {
        Said help = run(Map.of(), "help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.text()).contains("./tokenledger demo").contains("./tokenledger test");
        Said unknown = run(Map.of(), "dmeo");
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.text()).startsWith("tokenledger: unknown command \"dmeo\"\n");
    }

    private record Said(int exitCode, String text) {}

    private long buildsAfter(String command) throws IOException {
        Said said = run(Map.of("TOKENLEDGER_JAVA_HOME", jdk25.toString()), command);
        assertThat(said.exitCode() == 0 || Files.exists(home.resolve("fail")))
                .as(said.text())
                .isTrue();
        try (Stream<String> calls = Files.lines(home.resolve("maven.calls"))) {
            return calls.filter(call -> call.endsWith(" package")).count();
        }
    }

    private Said run(Map<String, String> environment, String... arguments) {
        Stream<String> command =
                Stream.concat(Stream.of(home.resolve("tokenledger").toString()), Stream.of(arguments));
        return run(home.resolve(".."), environment, command.toArray(String[]::new));
    }

    private Said run(Path folder, Map<String, String> environment, String... command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(OwnSession.NULL_DEVICE);
            builder.environment().remove("JAVA_HOME");
            builder.environment().put("PATH", pathWithMaven());
            builder.environment().putAll(environment);
            Process process = builder.start();
            String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return new Said(process.waitFor(), text);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("cannot run " + List.of(command), e);
        }
    }

    private String pathWithMaven() {
        return home.resolve("bin") + ":/usr/bin:/bin";
    }

    private static void makeJdk(Path folder, String version) throws IOException {
        String name = "jdk " + version.substring(0, 2);
        makeProgram(folder.resolve("bin/java"), "#!/bin/sh\necho '" + name + " runs'\nprintf '<%s>\\n' \"$@\"\n");
        makeProgram(folder.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    }

    private static void makeProgram(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** File times can be coarser than a test is fast. */
    private static void touchLater(Path path) throws IOException {
        Files.setLastModifiedTime(path, FileTime.from(Instant.now().plusSeconds(2)));
    }
}
