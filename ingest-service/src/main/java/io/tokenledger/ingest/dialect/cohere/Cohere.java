package io.tokenledger.ingest.dialect.cohere;

import io.tokenledger.ingest.dialect.Answer;
import io.tokenledger.ingest.dialect.Asked;
import io.tokenledger.ingest.dialect.ProviderObject;
import io.tokenledger.ingest.dialect.Reading;
import io.tokenledger.ingest.dialect.Shaped;
import io.tokenledger.ingest.rejection.Refusal;
import org.jspecify.annotations.Nullable;

/** What Cohere's dialects share. */
final class Cohere {
    private Cohere() {}

    /**
     * A reading of a response, or of what a stream came to.
     *
     * @param units what is billed; null where it does not say
     * @param lookedFor the fields that are read, for the sender
     */
    static Reading.Builder reading(ProviderObject own, @Nullable CohereUnits units, Answer answer, String lookedFor)
            throws Refusal {
        Shaped.check(own, units != null || answer.node() != null, lookedFor);
        Reading.Builder reading = Shaped.reading(
                own,
                "cohere",
                Asked.text(own.response(), "model"),
                "data.model (Cohere's responses do not name it)",
                null,
                answer);
        return units == null
                ? reading
                : reading.usage(units.input(), units.output()).further(units.further());
    }
}
