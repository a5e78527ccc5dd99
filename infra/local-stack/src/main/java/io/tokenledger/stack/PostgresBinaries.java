package io.tokenledger.stack;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The server's programs, unpacked once per version from the archive that comes as a Maven artifact. */
record PostgresBinaries(Path folder) {
    private static final int OWNER_MAY_EXECUTE = 0100;

    /** Unpacks into that folder unless it was done before; safe when several processes want it at once. */
    static PostgresBinaries unpackedIn(Path cache) {
        String archive = archiveName();
        Path folder = cache.resolve(archive + "-" + size(archive));
        if (!Files.isDirectory(folder)) {
            unpack(archive, folder);
        }
        return new PostgresBinaries(folder);
    }

    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    private static String archiveName() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch");
        String system = os.contains("mac") ? "darwin" : "linux";
        return "postgres-" + system + "-" + (arch.equals("aarch64") ? "arm_64" : "x86_64");
    }

    /** Two versions of the server differ in the size of their archives: enough to tell their folders apart. */
    private static int size(String archive) {
        try (InputStream stream = open(archive)) {
            return stream.available();
        } catch (IOException e) {
            throw new StackFailure("cannot read the PostgreSQL archive " + archive, e);
        }
    }

    private static InputStream open(String archive) {
        InputStream stream = PostgresBinaries.class.getResourceAsStream("/" + archive + ".txz");
        if (stream == null) {
            throw new StackFailure("no PostgreSQL for this machine: " + archive + ".txz is not on the class path");
        }
        return stream;
    }

    private static void unpack(String archive, Path folder) {
        Path temporary = folder.resolveSibling(
                folder.getFileName() + ".part-" + ProcessHandle.current().pid());
        try (InputStream stream = open(archive);
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(stream, 1 << 16)))) {
            Folders.delete(temporary);
            Files.createDirectories(temporary);
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, temporary.resolve(entry.getName()).normalize());
            }
            moveUnlessThere(temporary, folder);
        } catch (IOException e) {
            throw DiskTrouble.failure("cannot unpack PostgreSQL into " + folder, e);
        } finally {
            Folders.delete(temporary);
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, target);
        if ((entry.getMode() & OWNER_MAY_EXECUTE) != 0 && !target.toFile().setExecutable(true, false)) {
            throw new IOException("cannot make " + target + " executable");
        }
    }

    private static void moveUnlessThere(Path temporary, Path folder) throws IOException {
        try {
            Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Another process was faster: what it unpacked is the same.
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }
}
