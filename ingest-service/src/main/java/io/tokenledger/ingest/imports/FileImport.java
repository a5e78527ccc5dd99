package io.tokenledger.ingest.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.ingest.event.Origin;
import io.tokenledger.ingest.pipeline.Outcome;
import io.tokenledger.ingest.pipeline.Pipeline;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;

/**
 * Reads a file line by line, decides each, and hands them on in slices. It holds one slice, however large the file is. The
 * same file gives the same events.
 */
public final class FileImport {
    /** Takes decided lines, in order. */
    @FunctionalInterface
    public interface Sink<X extends Exception> {
        /** Takes a slice; what it throws ends the import. */
        void take(List<DecidedLine> slice) throws X, StorageFailedException;
    }

    private final ImportRequest request;
    private final ImportLimits limits;
    private final Pipeline pipeline;
    private final InstantSource clock;
    private final ImportBody body;
    private final List<DecidedLine> slice = new ArrayList<>();
    private long sliceBytes;
    private List<String> ignoredColumns = List.of();

    /** An import that is not begun. To be run once. */
    public FileImport(
            ImportRequest request, InputStream body, ImportLimits limits, Pipeline pipeline, InstantSource clock) {
        this.request = request;
        this.limits = limits;
        this.pipeline = pipeline;
        this.clock = clock;
        this.body = new ImportBody(body, limits.maxBytes());
    }

    /** Bytes of the body that have been read. */
    public long bytes() {
        return body.bytes();
    }

    /** SHA-256 of the body as it came, in hexadecimal. To be called once, at the end. */
    public String sha256() {
        return body.sha256();
    }

    /** Columns that nothing is mapped to, so that a name that was misspelt is seen. */
    public List<String> ignoredColumns() {
        return ignoredColumns;
    }

    /**
     * Reads to the end.
     *
     * @throws Refusal before any line is decided, where the request and the file do not fit
     * @throws UnreadableImport where the file ends being readable; what came before was handed on
     * @throws StorageFailedException where the disk has no room; what came before was handed on but for the last slice
     * @throws IOException where the body broke off; what came before was handed on
     * @throws X what the sink throws
     */
    public <X extends Exception> void run(Sink<X> sink) throws Refusal, UnreadableImport, IOException, X {
        try (var ids = new ContentIds(limits.folder())) {
            ImportLines lines = request.lines(body.file(), limits.maxLineBytes(), clock.instant());
            ignoredColumns = lines.ignoredColumns();
            boolean finished = false;
            while (!finished) {
                ImportLine line;
                try {
                    line = lines.next();
                } catch (UnreadableImport | IOException e) {
                    hand(sink);
                    throw e;
                }
                finished = line == null;
                if (line != null) {
                    slice.add(new DecidedLine(line.number(), decided(line, ids)));
                    sliceBytes += line.bytes();
                }
                if (finished || slice.size() >= limits.sliceLines() || sliceBytes >= limits.sliceBytes()) {
                    hand(sink);
                }
            }
        } catch (ImportBody.TooLarge e) {
            throw e.asUnreadable();
        } catch (EOFException | ZipException e) {
            throw new UnreadableImport(IngestError.IMPORT_UNREADABLE, "the gzip of the file is broken or cut short");
        }
    }

    private <X extends Exception> void hand(Sink<X> sink) throws X, StorageFailedException {
        if (!slice.isEmpty()) {
            sink.take(List.copyOf(slice));
            slice.clear();
            sliceBytes = 0;
        }
    }

    private Outcome decided(ImportLine line, ContentIds ids) throws StorageFailedException {
        var origin = new Origin.ImportedLine(request.run(), line.number());
        var receivedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        int index = (int) Math.min(line.number(), Integer.MAX_VALUE);
        return switch (line) {
            case ImportLine.Unusable unusable ->
                pipeline.refuse(
                        unusable.refusal(), unusable.bytes(), index, origin, receivedAt, request.tenantOfSilent());
            case ImportLine.Event event -> {
                try {
                    complete(event, ids);
                } catch (Refusal refusal) {
                    yield pipeline.refuse(refusal, event.bytes(), index, origin, receivedAt, request.tenantOfSilent());
                }
                yield pipeline.process(event.event(), event.bytes(), index, origin, receivedAt, request.tenant());
            }
        };
    }

    /** Gives the event what it leaves out. The tenant comes before the id, which is made of it too. */
    private void complete(ImportLine.Event line, ContentIds ids) throws Refusal, StorageFailedException {
        ObjectNode event = line.event();
        if (isBlank(event, "source")) {
            event.put("source", request.format().source());
        }
        String tenant = request.tenantOfSilent();
        if (tenant != null && event.get("data") instanceof ObjectNode data && isBlank(data, "tenant")) {
            data.put("tenant", tenant);
        }
        if (isBlank(event, "id")) {
            event.remove("id");
            event.put("id", ids.id(event, line.identity()));
        }
    }

    private static boolean isBlank(ObjectNode object, String name) {
        var value = object.path(name);
        return value.isMissingNode()
                || value.isNull()
                || (value.isTextual() && value.textValue().isBlank());
    }
}
