package io.tokenledger.report.delivery.sending;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of one attempt. */
public sealed interface Outcome {
    /**
     * The target has it.
     *
     * @param status of HTTP; null where it is not HTTP
     */
    record Delivered(@Nullable Integer status) implements Outcome {}

    /**
     * It may not have it.
     *
     * @param status of HTTP; null where there was no answer, or it is not HTTP
     * @param error for people; holds no secret
     * @param retryAfter what the target asks for; null: nothing
     */
    record Failed(
            Fault fault,
            @Nullable Integer status,
            String error,
            @Nullable Duration retryAfter) implements Outcome {
        private static final int LONGEST_ERROR = 400;

        public Failed {
            String plain = error.replaceAll("\\p{Cntrl}+", " ").strip();
            error = plain.length() > LONGEST_ERROR ? plain.substring(0, LONGEST_ERROR) + "…" : plain;
        }

        static Failed unreachable(String error) {
            return new Failed(Fault.TARGET, null, error, null);
        }
    }

    /** What a failure says about the next notice. */
    enum Fault {
        /** Others would fail as well: the channel pauses. */
        TARGET,
        /** This one was not liked; others may be. */
        NOTICE
    }
}
