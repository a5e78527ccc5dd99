package io.tokenledger.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders for a test's data below the module's target directory: on a real disk, and with a space in the name. */
final class TestFolder {
    private static final Path ALL = Path.of("target", "test data").toAbsolutePath();

    static {
        Folders.delete(ALL); // what earlier runs left
    }

    private TestFolder() {}

    static Path fresh(String name) {
        try {
            return Files.createTempDirectory(Files.createDirectories(ALL), name + "-");
        } catch (IOException e) {
            throw new AssertionError("cannot make a folder for " + name, e);
        }
    }
}
