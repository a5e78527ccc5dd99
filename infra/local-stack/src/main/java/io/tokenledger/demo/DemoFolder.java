package io.tokenledger.demo;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a demo keeps its data: {@code .tokenledger/demo/<process id>}, so that every demo starts clean and none disturbs
 * another. What demos that have ended left behind goes when the next one starts; until then their logs can be read.
 */
final class DemoFolder {
    private DemoFolder() {}

    /** An empty folder for this process; its path, not yet made. */
    static Path fresh(Path home) throws IOException {
        return fresh(
                home.resolve(".tokenledger").resolve("demo"),
                ProcessHandle.current().pid());
    }

    static Path fresh(Path demos, long processId) throws IOException {
        Files.createDirectories(demos);
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(demos)) {
            for (Path folder : folders) {
                if (isOver(folder.getFileName().toString(), processId)) {
                    delete(folder);
                }
            }
        }
        return demos.resolve(Long.toString(processId));
    }

    private static boolean isOver(String name, long processId) {
        return name.matches("\\d{1,18}")
                && (Long.parseLong(name) == processId
                        || ProcessHandle.of(Long.parseLong(name)).isEmpty());
    }

    static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(folder)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
