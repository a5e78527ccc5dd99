package io.tokenledger.ingest.dialect.openai;

import io.tokenledger.ingest.dialect.Reading;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;

/** The response object as xAI answers in it: with its tools and its cost. */
record XaiResponseForm() implements Form {
    private static final ResponseForm RESPONSE = new ResponseForm(Reasoning.BY_TOTAL);

    @Override
    public Reading.Builder read(ProviderCall event) throws Refusal {
        ProviderCall call = event.unwrapped();
        Reading.Builder reading = RESPONSE.read(call);
        JsonFields usage = call.response().object("usage");
        return usage == null
                ? reading
                : XaiTools.meter(usage, reading)
                        .statedCost(StatedDollars.ofTicks(XaiForm.BY, usage, "cost_in_usd_ticks"));
    }
}
