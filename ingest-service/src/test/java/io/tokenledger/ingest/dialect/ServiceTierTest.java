package io.tokenledger.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.ingest.pipeline.Deliveries;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceTierTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "flex,     default,   standard", // asked for, not served
                "priority, default,   standard",
                "standard, flex,      flex",
                "-,        priority,  priority",
                "flex,     -,         flex", // the response says nothing
                "flex,     auto,      flex", // what was asked for, once more
                "-,        auto,      standard",
                "-,        -,         standard",
                "batch,    default,   batch", // answers of a batch do not say so
                "batch,    -,         batch",
                "batch,    auto,      batch",
                "BATCH,    default,   batch",
                "batch,    flex,      flex",
                "-,        Default,   standard",
                "standard, on_demand, on_demand"
            })
    void tierThatWasServedBeatsTheOneAskedFor(@Nullable String asked, @Nullable String served, String tier) {
        assertThat(ServiceTier.served(asked, served)).isEqualTo(tier);
    }

    @ParameterizedTest
    @CsvSource({
        "openai.response,        input_tokens,  output_tokens,     flex,  default,  standard",
        "openai.chat.completion, prompt_tokens, completion_tokens, flex,  default,  standard",
        "openai.chat.completion, prompt_tokens, completion_tokens, auto,  priority, priority",
        "openai.chat.completion, prompt_tokens, completion_tokens, batch, default,  batch"
    })
    void eventIsMeteredInTheTierThatTheResponseNames(
            String type, String input, String output, String asked, String served, String tier) {
        var usage = Deliveries.accepted("""
                {"specversion":"1.0","id":"t-1","source":"test","type":"%s","time":"2026-01-05T00:00:00Z",
                 "data":{"tenant":"acme","service_tier":"%s","response":{"model":"o4-mini","service_tier":"%s",
                 "usage":{"%s":10,"%s":5}}}}""".formatted(type, asked, served, input, output));
        assertThat(usage.serviceTier()).isEqualTo(tier);
    }
}
