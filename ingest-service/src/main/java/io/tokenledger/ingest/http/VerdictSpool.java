package io.tokenledger.ingest.http;

import io.tokenledger.ingest.imports.DecidedLine;
import io.tokenledger.ingest.imports.ImportState;
import io.tokenledger.ingest.imports.ImportStateJson;
import io.tokenledger.ingest.imports.StorageFailedException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The verdicts of an import, kept until its file has come whole: many clients read no answer before they have sent all, and
 * would wait for each other with the service. They are packed, in a file that is unlinked as soon as it is open.
 */
final class VerdictSpool implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final FileChannel channel;
    private final GZIPOutputStream packed;
    private final OutputStream lines;

    VerdictSpool(Path folder) throws StorageFailedException {
        try {
            Path file = Files.createTempFile(folder, "tokenledger-import-", ".verdicts");
            channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
            packed = new GZIPOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
            lines = new BufferedOutputStream(packed, BUFFER_BYTES);
        } catch (IOException e) {
            throw new StorageFailedException("no room for verdicts in " + folder, e);
        }
    }

    void add(List<DecidedLine> slice) throws StorageFailedException {
        for (DecidedLine line : slice) {
            write(line.verdict());
        }
    }

    /** Puts the summary behind the verdicts. Nothing can be added then. */
    void finish(ImportState summary) throws StorageFailedException {
        write(summary);
        try {
            lines.flush();
            packed.finish();
        } catch (IOException e) {
            throw new StorageFailedException("no room for the verdicts", e);
        }
    }

    private void write(Record line) throws StorageFailedException {
        try {
            lines.write(ImportStateJson.write(line));
            lines.write('\n');
        } catch (IOException e) {
            throw new StorageFailedException("no room for the verdicts", e);
        }
    }

    /** Writes what was put in, a line of JSON each, and gives the room back. */
    void moveTo(OutputStream answer) throws IOException {
        try (this) {
            channel.position(0);
            new GZIPInputStream(Channels.newInputStream(channel), BUFFER_BYTES).transferTo(answer);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
