package io.tokenledger.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code up} in a JVM of its own, ended in every way there is. */
class LauncherDeathIT {
    private static final int SIGTERM_EXIT = 143;
    private static final int SIGINT_EXIT = 130;

    private final Path data = TestFolder.fresh("death");
    private final List<Process> launchers = new ArrayList<>();

    @AfterEach
    void endWhatATestLeft() {
        launchers.forEach(Process::destroyForcibly);
    }

    @Test
    void killedLauncherLeavesNoChildAndTheNextOneContinuesUntilItIsTerminated() throws Exception {
        Launcher first = up();
        List<ProcessHandle> children = children();
        assertThat(children).as("kafka and postgres").hasSize(2);
        first.process().destroyForcibly().waitFor();
        for (ProcessHandle child : children) {
            child.onExit().get(20, TimeUnit.SECONDS);
        }
        assertTerminationEndsEveryChildInOrder(up());
    }

    private void assertTerminationEndsEveryChildInOrder(Launcher launcher) throws Exception {
        List<ProcessHandle> children = children();
        Signal.send("TERM", launcher.process().pid());
        assertThat(launcher.remainingLines()).containsSubsequence("kafka stopped", "postgres stopped");
        assertThat(launcher.process().waitFor()).isEqualTo(SIGTERM_EXIT);
        assertThat(children).hasSize(2).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void launcherAndWatchdogKilledAtOnceLeaveChildrenThatTheNextStartEnds() throws Exception {
        Launcher first = up();
        List<ProcessHandle> children = children();
        List<ProcessHandle> watchdogs = first.process()
                .children()
                .filter(child -> children.stream().noneMatch(other -> other.pid() == child.pid()))
                .toList();
        assertThat(watchdogs).as("the watchdog").hasSize(1);
        watchdogs.getFirst().destroyForcibly();
        first.process().destroyForcibly().waitFor();
        assertThat(children).allMatch(ProcessHandle::isAlive);

        up();
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThat(children()).hasSize(2).allMatch(ProcessHandle::isAlive);
    }

    @Test
    void interruptDuringTheStartLeavesNothing() throws Exception {
        Launcher launcher = start();
        while (children().isEmpty()) {
            assertThat(launcher.process().waitFor(20, TimeUnit.MILLISECONDS)).isFalse();
        }
        List<ProcessHandle> children = children();
        Signal.send("INT", launcher.process().pid());
        assertThat(launcher.process().waitFor(40, TimeUnit.SECONDS)).isTrue();
        assertThat(launcher.process().exitValue()).isEqualTo(SIGINT_EXIT);
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThat(children()).isEmpty();
    }

    @Test
    void aPartThatDiesLaterIsToldAndEverythingStops() throws Exception {
        Launcher launcher = up();
        List<ProcessHandle> children = children();
        ProcessHandle kafka = named("kafka");
        kafka.destroyForcibly();
        assertThat(launcher.remainingLines())
                .anyMatch(line -> line.startsWith("tokenledger up: kafka ended by itself with exit code 137;")
                        && line.endsWith("kafka.log; stopping everything"));
        assertThat(launcher.process().waitFor()).isEqualTo(1);
        assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    private record Launcher(Process process, BufferedReader output, List<String> lines) {
        List<String> remainingLines() {
            return output.lines().toList();
        }
    }

    private Launcher up() throws IOException {
        Launcher launcher = start();
        for (String line = launcher.output().readLine();
                line != null && !line.startsWith("Ctrl-C");
                line = launcher.output().readLine()) {
            launcher.lines().add(line);
        }
        assertThat(launcher.process().isAlive())
                .as("up says %s", launcher.lines())
                .isTrue();
        return launcher;
    }

    private Launcher start() throws IOException {
        List<String> command = new ArrayList<>(
                JavaCommand.with(List.of("-Dtokenledger.home=" + LocalStack.home()), data.toAbsolutePath())
                        .classPath(System.getProperty("java.class.path"))
                        .running(Main.class.getName(), "--free-ports"));
        command.addAll(List.of("--without", "all", "--data", data.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        launchers.add(process);
        return new Launcher(process, process.inputReader(), new ArrayList<>());
    }

    private ProcessHandle named(String name) {
        return children("/" + name + ".pid").getFirst();
    }

    private List<ProcessHandle> children() {
        return children(".pid");
    }

    /** The living processes that pid files with such a name remember; the files come and go while parts start. */
    private List<ProcessHandle> children(String nameEnd) {
        return Stream.of(data, data.resolve("kafka"))
                .map(Path::toFile)
                .flatMap(folder -> Stream.ofNullable(folder.listFiles()).flatMap(Stream::of))
                .filter(file -> file.toString().endsWith(nameEnd))
                .flatMap(file -> handle(file.toPath()).stream())
                .toList();
    }

    private static Optional<ProcessHandle> handle(Path pidFile) {
        try {
            String pid = Files.readString(pidFile).split(" ", -1)[0];
            return pid.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(pid));
        } catch (IOException endedMeanwhile) {
            return Optional.empty();
        }
    }
}
