package io.tokenledger.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Children of an earlier owner of the same data that outlived it. */
final class Leftovers {
    private Leftovers() {}

    /** Ends them, so that neither their ports nor their data are in the way. Only for the owner of the data. */
    static void end(Path dataDirectory) {
        try (Stream<Path> files = Files.find(
                dataDirectory,
                2,
                (file, about) -> about.isRegularFile()
                        && file.toString().endsWith(".pid")
                        && !file.endsWith("postmaster.pid"))) {
            List<Path> pidFiles = files.toList();
            for (Path file : pidFiles) {
                new PidFile(file).endLeftover();
            }
        } catch (IOException e) {
            throw DiskTrouble.failure("cannot read " + dataDirectory, e);
        }
    }
}
