package io.tokenledger.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogFileTest {
    private final Path folder = TestFolder.fresh("log");

    @Test
    void tailIsTheLastLines() throws IOException {
        Path log = folder.resolve("few.log");
        Files.write(log, List.of("one", "two", "three"));
        assertThat(LogFile.tail(log, 2)).containsExactly("two", "three");
        assertThat(LogFile.tail(log, 9)).containsExactly("one", "two", "three");
    }

    @Test
    void aMissingLogIsToldAsALine() {
        assertThat(LogFile.tail(folder.resolve("none.log"), 5))
                .singleElement()
                .asString()
                .startsWith("(cannot read ");
    }

    @Test
    void aBigLogIsPutAsideAndASmallOneKept() throws IOException {
        Path big = folder.resolve("big.log");
        Path small = folder.resolve("small.log");
        Files.write(big, new byte[9 << 20]);
        Files.writeString(small, "kept");
        LogFile.prepare(big);
        LogFile.prepare(small);
        assertThat(big).doesNotExist();
        assertThat(folder.resolve("big.log.1")).hasSize(9 << 20);
        assertThat(small).hasContent("kept");
    }

    @Test
    void aFullDiskIsReadFromTheLog() {
        assertThat(DiskTrouble.isFullDisk(List.of("x", "FATAL: could not write: No space left on device")))
                .isTrue();
        assertThat(DiskTrouble.isFullDisk(List.of("all is well", "space: the final frontier")))
                .isFalse();
    }
}
