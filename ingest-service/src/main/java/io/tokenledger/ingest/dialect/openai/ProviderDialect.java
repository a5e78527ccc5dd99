package io.tokenledger.ingest.dialect.openai;

import io.tokenledger.ingest.dialect.Asked;
import io.tokenledger.ingest.dialect.Chunks;
import io.tokenledger.ingest.dialect.Dialect;
import io.tokenledger.ingest.dialect.ProviderObject;
import io.tokenledger.ingest.dialect.Reading;
import io.tokenledger.ingest.event.CloudEvent;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * A form under a provider's name.
 *
 * @param provider by the name that price books have for it, where {@code data.provider} does not say another; null:
 *     {@code data.provider} has to say it
 */
record ProviderDialect(String type, @Nullable String provider, Form form) implements Dialect {
    @Override
    public Reading read(CloudEvent event) throws Refusal {
        Chunks chunks = Chunks.read(event);
        if (chunks == null) {
            return form.read(call(event, ProviderObject.read(event), false)).build();
        }
        Assembled assembled = form.assembled(chunks);
        ProviderObject own = ProviderObject.of(event, assembled.object(), chunks.path());
        return form.read(call(event, own, assembled.cut())).build();
    }

    private ProviderCall call(CloudEvent event, ProviderObject own, boolean cut) throws Refusal {
        JsonFields data = event.data();
        String known = provider == null ? Asked.provider(Asked.text(data, "provider")) : provider;
        return new ProviderCall(event, own, known, cut);
    }
}
