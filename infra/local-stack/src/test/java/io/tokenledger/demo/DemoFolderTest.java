package io.tokenledger.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFolderTest {
    /** No system gives a process this id: Linux ends at 4 194 304. */
    private static final String NOBODY = "999999999";

    @TempDir
    Path demos;

    @Test
    void dataOfDemosThatHaveEndedGoesAndThatOfRunningOnesStays() throws IOException {
        Path ended =
                Files.createDirectories(demos.resolve(NOBODY).resolve("kafka").resolve("deep"));
        Files.writeString(ended.resolve("log"), "x");
        String running = Long.toString(ProcessHandle.current().pid());
        Files.createDirectories(demos.resolve(running));
        Files.createDirectories(demos.resolve("notes"));

        Path fresh = DemoFolder.fresh(demos, 1_000_000_000);

        assertThat(fresh).isEqualTo(demos.resolve("1000000000")).doesNotExist();
        assertThat(demos).isDirectoryContaining(path -> path.endsWith("notes"));
        assertThat(demos.resolve(NOBODY)).doesNotExist();
        assertThat(demos.resolve(running)).isDirectory();
    }

    @Test
    void whatAnEarlierProcessOfTheSameIdLeftGoesToo() throws IOException {
        Files.createDirectories(demos.resolve("1000000000").resolve("postgres"));
        assertThat(DemoFolder.fresh(demos, 1_000_000_000)).doesNotExist();
    }
}
