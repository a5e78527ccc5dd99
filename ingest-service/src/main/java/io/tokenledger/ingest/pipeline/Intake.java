package io.tokenledger.ingest.pipeline;

import java.util.List;

/** What became of a delivery. */
public sealed interface Intake {
    /** Everything that is to be published, in the order of the events. */
    List<? extends Outcome> outcomes();

    /** An outcome per event. */
    record Events(List<Outcome> outcomes) implements Intake {}

    /** The delivery is not a list of events at all; it is recorded as one rejection. */
    record Unreadable(Outcome.Rejected rejected) implements Intake {
        @Override
        public List<Outcome.Rejected> outcomes() {
            return List.of(rejected);
        }
    }
}
