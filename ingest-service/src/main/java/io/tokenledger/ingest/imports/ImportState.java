package io.tokenledger.ingest.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far an import is. Of a running one the counts are of what Kafka has acknowledged.
 *
 * @param status {@code running}; {@code done}; {@code failed}: it ended at a line, what came before stands, and it may be
 *     repeated; {@code interrupted}: nothing was heard of it for a minute
 * @param lines lines that are decided and durable
 * @param accepted those that go to pricing, whether it books them or knows them already
 * @param firstRejected the first hundred of those that are not used
 * @param bytes of the body that were read, as they came
 * @param sha256 of the body as it came; null until it has come whole
 * @param ignoredColumns columns that nothing is mapped to
 * @param code why it failed; null where it did not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportState(
        @JsonProperty("import_id") String importId,
        String status,
        String format,
        @Nullable String tenant,
        @JsonProperty("started_at") Instant startedAt,
        @JsonProperty("updated_at") Instant updatedAt,
        long lines,
        long accepted,
        long rejected,
        @JsonProperty("first_rejected") List<LineVerdict> firstRejected,
        long bytes,
        @Nullable String sha256,
        @JsonProperty("ignored_columns") List<String> ignoredColumns,
        @Nullable String code,
        @Nullable String detail) {
    public static final String RUNNING = "running";
    public static final String DONE = "done";
    public static final String FAILED = "failed";
    public static final String INTERRUPTED = "interrupted";

    /** A running import tells of itself more often than this. */
    static final Duration SILENCE = Duration.ofSeconds(60);

    /** Most rejected lines that are shown here; all are with the rejected events. */
    public static final int MAX_SHOWN = 100;

    /** Whether it is under way, as far as is known at that moment. */
    public boolean isRunning(Instant now) {
        return status.equals(RUNNING) && updatedAt.plus(SILENCE).isAfter(now);
    }

    /** The same as a reader is to see it at that moment: one that fell silent is interrupted. */
    public ImportState seenAt(Instant now) {
        return status.equals(RUNNING) && !isRunning(now) ? with(INTERRUPTED, updatedAt) : this;
    }

    /** The same as of then. */
    public ImportState heardAt(Instant now) {
        return with(status, now);
    }

    private ImportState with(String newStatus, Instant newUpdatedAt) {
        return new ImportState(
                importId,
                newStatus,
                format,
                tenant,
                startedAt,
                newUpdatedAt,
                lines,
                accepted,
                rejected,
                firstRejected,
                bytes,
                sha256,
                ignoredColumns,
                code,
                detail);
    }
}
