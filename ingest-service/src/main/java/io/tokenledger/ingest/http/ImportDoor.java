package io.tokenledger.ingest.http;

import io.tokenledger.ingest.IngestSettings;
import io.tokenledger.ingest.imports.DecidedLine;
import io.tokenledger.ingest.imports.FileImport;
import io.tokenledger.ingest.imports.ImportLimits;
import io.tokenledger.ingest.imports.ImportRequest;
import io.tokenledger.ingest.imports.ImportState;
import io.tokenledger.ingest.imports.ImportTally;
import io.tokenledger.ingest.imports.StorageFailedException;
import io.tokenledger.ingest.imports.UnreadableImport;
import io.tokenledger.ingest.kafka.ImportJournal;
import io.tokenledger.ingest.kafka.NotPublishedException;
import io.tokenledger.ingest.metrics.Door;
import io.tokenledger.ingest.pipeline.Pipeline;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs imports: a slice is decided, published and acknowledged before the next is read. */
@ApplicationScoped
public class ImportDoor {
    private static final Logger LOG = Logger.getLogger(ImportDoor.class);
    private static final int MAX_LINE_BYTES = 1024 * 1024;
    private static final long SLICE_BYTES = 8L * 1024 * 1024;

    private final Pipeline pipeline;
    private final HttpPublication publication;
    private final ImportJournal journal;
    private final ImportLimits limits;
    private final int concurrent;
    private final Semaphore places;

    ImportDoor(Pipeline pipeline, HttpPublication publication, ImportJournal journal, IngestSettings settings) {
        this.pipeline = pipeline;
        this.publication = publication;
        this.journal = journal;
        var imports = settings.imports();
        Path folder = imports.folder().orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
        this.limits = new ImportLimits(imports.maxBytes(), MAX_LINE_BYTES, imports.sliceLines(), SLICE_BYTES, folder);
        this.concurrent = imports.concurrent();
        this.places = new Semaphore(concurrent);
    }

    /** Where the verdicts of an import may be kept. */
    Path folder() {
        return limits.folder();
    }

    /**
     * Imports a file to its end, or to where it fails.
     *
     * @param verdicts takes what became of each line; null: they are not asked for
     * @return done or failed
     * @throws Refusal where it was not begun, or no line was read of it
     */
    ImportState run(ImportRequest request, InputStream body, @Nullable VerdictSpool verdicts) throws Refusal {
        if (!places.tryAcquire()) {
            throw new Refusal(
                    IngestError.IMPORT_TOO_MANY,
                    concurrent + " imports are under way on this instance, the most there may be: try again later");
        }
        try {
            var tally = new ImportTally(request, Instant.now());
            if (!journal.begin(tally.running(0, List.of(), Instant.now()))) {
                throw new Refusal(
                        IngestError.IMPORT_RUNNING,
                        "import_id is '" + request.importId() + "', which is under way: wait for it, or name another");
            }
            var file = new FileImport(request, body, limits, pipeline, InstantSource.system());
            return new Run(file, tally, verdicts).toEnd();
        } finally {
            places.release();
        }
    }

    /** One import under way. */
    private final class Run {
        private final FileImport file;
        private final ImportTally tally;
        private final @Nullable VerdictSpool verdicts;

        Run(FileImport file, ImportTally tally, @Nullable VerdictSpool verdicts) {
            this.file = file;
            this.tally = tally;
            this.verdicts = verdicts;
        }

        ImportState toEnd() throws Refusal {
            boolean told = false;
            try {
                ImportState end = end();
                told = true;
                journal.end(end);
                return end;
            } catch (Refusal refusal) {
                told = true;
                journal.end(failed(refusal.error(), refusal.detail()));
                throw refusal;
            } finally {
                if (!told) {
                    journal.end(failed(IngestError.EVENT_UNPROCESSABLE, "the fault is ours and has been logged"));
                }
            }
        }

        private ImportState end() throws Refusal {
            try {
                file.run(this::publish);
                ImportState done = tally.done(file.bytes(), file.sha256(), file.ignoredColumns(), Instant.now());
                if (verdicts != null) {
                    verdicts.finish(done);
                }
                return done;
            } catch (UnreadableImport e) {
                return failed(e.error(), e.detail());
            } catch (StorageFailedException e) {
                LOG.error("an import has no room on disk", e);
                return failed(IngestError.IMPORT_STORAGE_FAILED, "there is no room on disk to go on");
            } catch (IOException e) {
                LOG.infof("the body of an import broke off: %s", e.getMessage());
                return failed(IngestError.IMPORT_CUT_SHORT, "the body broke off before its end");
            } catch (NotPublishedException e) {
                return failed(IngestError.KAFKA_UNAVAILABLE, "Kafka does not acknowledge");
            }
        }

        private void publish(List<DecidedLine> slice) throws NotPublishedException, StorageFailedException {
            publication.publish(
                    Door.IMPORTS, slice.stream().map(DecidedLine::outcome).toList());
            tally.add(slice);
            if (verdicts != null) {
                verdicts.add(slice);
            }
            journal.update(tally.running(file.bytes(), file.ignoredColumns(), Instant.now()));
        }

        private ImportState failed(IngestError error, String why) {
            String where = tally.lastLine() == 0
                    ? ": no line was taken"
                    : ": what stands up to line " + tally.lastLine() + " was taken";
            return tally.failed(
                    file.bytes(),
                    file.ignoredColumns(),
                    Instant.now(),
                    error.code(),
                    why + where + "; the import may be repeated, it is safe");
        }
    }
}
