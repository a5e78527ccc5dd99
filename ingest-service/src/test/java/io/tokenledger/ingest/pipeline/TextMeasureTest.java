package io.tokenledger.ingest.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.contract.Measured;
import io.tokenledger.contract.Meter;
import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.contract.Provenance;
import io.tokenledger.contract.TokenCount;
import org.junit.jupiter.api.Test;

/**
 * Text counts beside the provider's. "hello world" has two tokens in o200k_base (24912 and 2375 in OpenAI's published
 * table); a message adds 3 and its role 1, the priming of the answer 3.
 */
class TextMeasureTest {
    private static final String HELLO =
            "{\"messages\":[{\"role\":\"user\",\"content\":\"hello world\"}],\"output\":\"hello world\"}";

    private static MeteredUsage usage(String model, String usage, String content) {
        return Deliveries.accepted(Deliveries.withData("\"tenant\":\"acme\",\"provider\":\"openai\",\"model\":\""
                + model + "\",\"usage\":" + usage + ",\"content\":" + content));
    }

    @Test
    void bothSidesAreMeasuredBesideTheProvidersCountsWhichAreBilled() {
        MeteredUsage usage = usage("gpt-4o", "{\"input_tokens\":11,\"output_tokens\":5,\"reasoning_tokens\":0}", HELLO);
        assertThat(usage.measured())
                .isEqualTo(new Measured(
                        null, new TokenCount(9, Provenance.COUNTED), new TokenCount(2, Provenance.COUNTED), null));
        assertThat(usage.meters().quantity(Meter.INPUT)).isEqualTo(11);
        assertThat(usage.meters().quantity(Meter.OUTPUT)).isEqualTo(5);
        assertThat(usage.inputProvenance()).isEqualTo(Provenance.PROVIDER);
    }

    @Test
    void aSideThatTheProviderDidNotCountIsBilledByItsTextAndNotMeasured() {
        MeteredUsage usage = usage("gpt-4o", "{\"output_tokens\":5}", HELLO);
        assertThat(usage.meters().quantity(Meter.INPUT)).isEqualTo(9);
        assertThat(usage.inputProvenance()).isEqualTo(Provenance.COUNTED);
        assertThat(usage.measured().textInput()).isNull();
        assertThat(usage.measured().textOutput()).isEqualTo(new TokenCount(2, Provenance.COUNTED));
    }

    @Test
    void reasoningThatNobodyTellsIsAtMostWhatIsNotSeenAndIsNotMadeUp() {
        MeteredUsage usage = usage("o4-mini", "{\"input_tokens\":9,\"output_tokens\":500}", HELLO);
        assertThat(usage.measured().reasoningAtMost()).isEqualTo(498);
        assertThat(usage.meters().quantity(Meter.REASONING)).isZero();
        assertThat(usage.meters().quantity(Meter.OUTPUT)).isEqualTo(500);
    }

    @Test
    void audioIsNotTakenForReasoning() {
        MeteredUsage usage =
                usage("gpt-4o", "{\"input_tokens\":9,\"output_tokens\":500,\"audio_output_tokens\":300}", HELLO);
        assertThat(usage.measured().reasoningAtMost()).isEqualTo(198);
    }

    @Test
    void toldReasoningHasNoBoundNorHasATextThatIsOnlyEstimated() {
        assertThat(usage("o4-mini", "{\"input_tokens\":9,\"output_tokens\":500,\"reasoning_tokens\":400}", HELLO)
                        .measured()
                        .reasoningAtMost())
                .isNull();
        Measured ofAnotherVendor = usage("mistral-large", "{\"input_tokens\":9,\"output_tokens\":500}", HELLO)
                .measured();
        assertThat(ofAnotherVendor.textOutput()).isEqualTo(new TokenCount(2, Provenance.ESTIMATED));
        assertThat(ofAnotherVendor.reasoningAtMost()).isNull();
    }

    @Test
    void aTextBeyondTheLimitIsNotMeasuredAndTheEventIsTakenAllTheSame() {
        String longest = "a ".repeat(128 * 1024);
        String oneMore = longest + "b";
        for (String text : new String[] {longest, oneMore}) {
            MeteredUsage usage =
                    usage("gpt-4o", "{\"input_tokens\":9,\"output_tokens\":5}", "{\"output\":\"" + text + "\"}");
            assertThat(usage.measured().textOutput() == null).isEqualTo(text.equals(oneMore));
            assertThat(usage.meters().quantity(Meter.OUTPUT)).isEqualTo(5);
        }
    }

    @Test
    void noTextNoMeasure() {
        assertThat(usage("gpt-4o", "{\"input_tokens\":11,\"output_tokens\":5}", "{}")
                        .measured())
                .isEqualTo(Measured.NOTHING);
    }

    @Test
    void aProviderThatSaysThatThereWasNoReasoningSaysSo() {
        String event = """
                {"specversion":"1.0","id":"m-1","source":"tests","type":"openai.chat.completion",
                 "data":{"tenant":"acme","response":{"created":1763633730,"model":"gpt-4o",
                  "choices":[{"message":{"role":"assistant","content":"hello world"}}],
                  "usage":{"prompt_tokens":9,"completion_tokens":12%s}}}}""";
        assertThat(Deliveries.accepted(event.formatted("")).measured().reasoningAtMost())
                .isEqualTo(10);
        assertThat(Deliveries.accepted(event.formatted(",\"completion_tokens_details\":{\"reasoning_tokens\":0}"))
                        .measured()
                        .reasoningAtMost())
                .isNull();
    }
}
