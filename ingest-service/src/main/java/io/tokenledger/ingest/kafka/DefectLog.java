package io.tokenledger.ingest.kafka;

import io.tokenledger.ingest.pipeline.Outcome;
import io.tokenledger.ingest.rejection.IngestError;
import org.jboss.logging.Logger;

/**
 * Logs an event that our own code failed on: where the event is and where the code was. Never a message, since that may
 * quote the event.
 */
public final class DefectLog {
    private static final Logger LOG = Logger.getLogger(DefectLog.class);
    private static final int FRAMES = 8;

    private DefectLog() {}

    /** Logs if the outcome is a defect of ours; else does nothing. */
    public static void ifDefect(Outcome outcome) {
        if (outcome instanceof Outcome.Rejected rejected
                && rejected.error() == IngestError.EVENT_UNPROCESSABLE
                && rejected.defect() != null) {
            Throwable defect = rejected.defect();
            var where = new StringBuilder(defect.getClass().getName());
            StackTraceElement[] frames = defect.getStackTrace();
            for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
                where.append(" at ").append(frames[i]);
            }
            LOG.errorf("event %s could not be processed: %s", rejected.event().rejectionId(), where);
        }
    }
}
