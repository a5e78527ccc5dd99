package io.tokenledger.stack;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder the project lies in. */
final class ProjectHome {
    private ProjectHome() {}

    /**
     * System property {@code tokenledger.home} if set, else the nearest folder from the working directory upwards that
     * has the launcher and the bootstrap SQL.
     */
    static Path find() {
        String told = System.getProperty("tokenledger.home");
        if (told != null) {
            return Path.of(told).toAbsolutePath().normalize();
        }
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("tokenledger")) && Files.isRegularFile(bootstrapSql(folder))) {
                return folder;
            }
        }
        throw new StackFailure("no TokenLedger folder at or above " + start + ": run it from inside the project");
    }

    static Path bootstrapSql(Path home) {
        return home.resolve("infra").resolve("postgres").resolve("bootstrap.sql");
    }

    /** A path as a person in the project's folder would type it; unchanged if it lies elsewhere. */
    static Path shortened(Path home, Path path) {
        Path absolute = path.toAbsolutePath();
        return absolute.startsWith(home) ? home.relativize(absolute) : path;
    }
}
