package io.tokenledger.ingest.dialect.openai;

import io.tokenledger.ingest.dialect.Asked;
import io.tokenledger.ingest.dialect.Reading;
import io.tokenledger.ingest.dialect.ServiceTier;
import io.tokenledger.ingest.rejection.Refusal;

/** OpenAI's forms as Groq answers in them: its standard tier is called {@code on_demand} (Groq docs, "Service tiers"). */
record GroqForm(Form form) implements Form {
    private static final String ON_DEMAND = "on_demand";

    @Override
    public Reading.Builder read(ProviderCall event) throws Refusal {
        ProviderCall call = event.unwrapped();
        Reading.Builder reading = form.read(call);
        String served = Asked.text(call.response(), "service_tier");
        String asked = call.own().askedTier();
        return reading.serviceTier(ServiceTier.served(
                ON_DEMAND.equals(asked) ? ServiceTier.STANDARD : asked,
                ON_DEMAND.equals(served) ? ServiceTier.STANDARD : served));
    }
}
