package io.tokenledger.ingest.dialect.cohere;

import io.tokenledger.contract.Meter;
import io.tokenledger.ingest.dialect.Counts;
import io.tokenledger.ingest.dialect.FurtherCounts;
import io.tokenledger.ingest.dialect.InputUsage;
import io.tokenledger.ingest.dialect.OutputUsage;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cohere's {@code billed_units}: what the bill is made of. The {@code tokens} beside them include prompts of Cohere's
 * own, which nobody pays, and stand in only where there are no billed units. {@code cached_tokens} are a part of those
 * and no part of what is billed.
 */
record CohereUnits(InputUsage input, OutputUsage output, Map<Meter, Long> further) {

    /**
     * The units in {@code usage} (version 2) or {@code meta} (version 1, embeddings, rerank); null where there are
     * none.
     *
     * @param searches the meter of {@code search_units}
     */
    static @Nullable CohereUnits read(JsonFields response, String searches) throws Refusal {
        JsonFields usage = response.object("usage");
        JsonFields owner = usage == null ? response.object("meta") : usage;
        JsonFields billed = owner == null ? null : owner.object("billed_units");
        JsonFields tokens = owner == null ? null : owner.object("tokens");
        if (billed != null && !billed.node().isEmpty()) {
            return of(billed, searches);
        }
        return tokens == null ? null : of(tokens, searches);
    }

    private static CohereUnits of(JsonFields units, String searches) throws Refusal {
        Long text = Counts.wholeOrNull(units, "input_tokens");
        long image = Counts.whole(units, "image_tokens");
        boolean hasInput = text != null || image > 0;
        return new CohereUnits(
                new InputUsage(
                        hasInput ? (Long) Counts.total(units, Counts.orZero(text), image) : null, 0, 0, 0, 0, image),
                new OutputUsage(Counts.wholeOrNull(units, "output_tokens"), 0, 0),
                new FurtherCounts(units)
                        .add(searches, Counts.whole(units, "search_units"))
                        .add("classifications", Counts.whole(units, "classifications"))
                        .add("images_input", Counts.whole(units, "images"))
                        .map());
    }
}
