package io.tokenledger.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders for a test's data below the module's target directory: on a real disk, and with a space in the name. */
final class TestFolder {
    private TestFolder() {}

    static Path fresh(String name) {
        try {
            Path parent = Files.createDirectories(Path.of("target", "test data").toAbsolutePath());
            return Files.createTempDirectory(parent, name + "-");
        } catch (IOException e) {
            throw new AssertionError("cannot make a folder for " + name, e);
        }
    }
}
