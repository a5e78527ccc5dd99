package io.tokenledger.ingest.pipeline;

import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which times an event may have. The time picks the price, so it is never made up: a replay would differ. */
record AcceptedTimes(Instant earliest, Duration futureTolerance) {

    Instant check(@Nullable Instant stated, @Nullable Instant own, Instant receivedAt) throws Refusal {
        Instant time = stated == null ? own : stated;
        if (time == null) {
            throw new Refusal(IngestError.TIME_MISSING, "time is missing: it picks the price");
        }
        Instant latest = receivedAt.plus(futureTolerance);
        if (time.isBefore(earliest) || time.isAfter(latest)) {
            throw new Refusal(
                    IngestError.TIME_OUT_OF_RANGE,
                    "time is " + time + ": accepted are " + earliest + " to " + latest + " (" + futureTolerance
                            + " ahead of receipt)");
        }
        return time;
    }
}
