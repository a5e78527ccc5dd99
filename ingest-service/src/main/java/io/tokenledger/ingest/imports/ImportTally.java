package io.tokenledger.ingest.imports;

import io.tokenledger.ingest.pipeline.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts the lines of one import. Of one thread. */
public final class ImportTally {
    private final ImportRequest request;
    private final Instant startedAt;
    private final List<LineVerdict> firstRejected = new ArrayList<>();
    private long lines;
    private long accepted;
    private long lastLine;

    public ImportTally(ImportRequest request, Instant startedAt) {
        this.request = request;
        this.startedAt = startedAt;
    }

    /** Counts lines that Kafka has acknowledged. */
    public void add(List<DecidedLine> slice) {
        for (DecidedLine line : slice) {
            lines++;
            lastLine = line.line();
            if (line.outcome() instanceof Outcome.Accepted) {
                accepted++;
            } else if (firstRejected.size() < ImportState.MAX_SHOWN) {
                firstRejected.add(line.verdict());
            }
        }
    }

    /** The last line that is durable; 0 where none is. */
    public long lastLine() {
        return lastLine;
    }

    /** The state now, running. */
    public ImportState running(long bytes, List<String> ignoredColumns, Instant now) {
        return state(ImportState.RUNNING, bytes, null, ignoredColumns, now, null, null);
    }

    /** The state at the end of the file. */
    public ImportState done(long bytes, String sha256, List<String> ignoredColumns, Instant now) {
        return state(ImportState.DONE, bytes, sha256, ignoredColumns, now, null, null);
    }

    /** The state where it broke off. */
    public ImportState failed(long bytes, List<String> ignoredColumns, Instant now, String code, String detail) {
        return state(ImportState.FAILED, bytes, null, ignoredColumns, now, code, detail);
    }

    private ImportState state(
            String status,
            long bytes,
            @Nullable String sha256,
            List<String> ignoredColumns,
            Instant now,
            @Nullable String code,
            @Nullable String detail) {
        return new ImportState(
                request.importId(),
                status,
                request.format().id(),
                request.tenantOfSilent(),
                startedAt,
                now,
                lines,
                accepted,
                lines - accepted,
                List.copyOf(firstRejected),
                bytes,
                sha256,
                ignoredColumns,
                code,
                detail);
    }
}
