package io.tokenledger.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.contract.Meter;
import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.ingest.pipeline.Deliveries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the golden files do not show: what is refused and what the sender is told, and rules with more than two sides.
 */
class OtherFamiliesRulesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            anthropic.message               | {"id":"m"}                                       | shape.unknown | usage, content
            anthropic.batch                 | {"custom_id":"x","result":{"type":"expired"}}    | shape.unknown | 'expired': only requests that succeeded
            anthropic.batch                 | {"custom_id":"x"}                                | shape.unknown | no result.message
            google.generate_content         | {"usageMetadata":{"totalTokenCount":9}}          | shape.unknown | usageMetadata.promptTokenCount, candidates
            google.vertex.generate_content  | {}                                               | shape.unknown | usageMetadata.promptTokenCount
            google.embedding                | {"embedding":{"values":[0.5]}}                   | shape.unknown | predictions[].embeddings.statistics.token_count
            aws.bedrock.converse            | {"stopReason":"end_turn"}                        | shape.unknown | usage, output.message
            aws.bedrock.invoke_model        | {"images":["aGk="]}                              | shape.unknown | prompt_token_count
            cohere.chat                     | {"id":"c","finish_reason":"COMPLETE"}            | shape.unknown | usage.billed_units
            cohere.embed                    | {"embeddings":{}}                                | shape.unknown | meta.billed_units
            cohere.rerank                   | {"results":[]}                                   | shape.unknown | meta.billed_units
            voyage.embedding                | {"data":[]}                                      | shape.unknown | usage.total_tokens
            voyage.rerank                   | {"usage":{}}                                     | shape.unknown | usage.total_tokens
            anthropic.message               | []                                               | shape.unknown | holds nothing that was streamed
            anthropic.message               | {"usage":{"output_tokens":5}}                    | usage.missing | does not state the input tokens
            anthropic.message               | {"usage":{"input_tokens":5}}                     | usage.missing | does not state the output tokens
            anthropic.message               | [{"type":"message_delta","usage":{"output_tokens":5}}] | usage.missing | does not state the input tokens
            aws.bedrock.converse            | {"usage":{"outputTokens":5}}                     | usage.missing | does not state the input tokens
            aws.bedrock.converse            | [{"messageStart":{"role":"assistant"}}]          | usage.missing | content.messages
            aws.bedrock.invoke_model        | {"usage":{"output_tokens":5}}                    | usage.missing | does not state the input tokens
            cohere.chat                     | {"usage":{"billed_units":{"output_tokens":5}}}   | usage.missing | does not state the input tokens
            anthropic.message               | {"usage":{"input_tokens":1,"output_tokens":2,"output_tokens_details":{"thinking_tokens":3}}} | count.exceeds_whole | reasoning_tokens 3
            anthropic.message               | {"usage":{"input_tokens":1,"output_tokens":2,"cache_creation_input_tokens":4,"cache_creation":{"ephemeral_1h_input_tokens":5}}} | count.exceeds_whole | cache_write_1h_tokens is 5
            anthropic.message               | {"usage":{"input_tokens":1,"output_tokens":2,"server_tool_use":{"Ümlaut":1}}} | meter.invalid | data.response.usage has 'Ümlaut'
            google.generate_content         | {"usageMetadata":{"promptTokenCount":9,"cachedContentTokenCount":5,"cacheTokensDetails":[{"modality":"AUDIO","tokenCount":5}]}} | count.exceeds_whole | 0 audio tokens, and a part of 5
            google.generate_content         | {"usageMetadata":{"promptTokenCount":9,"promptTokensDetails":[{"modality":"AUDIO","tokenCount":10}]}} | count.exceeds_whole | audio_input_tokens 10
            aws.bedrock.invoke_model        | {"inputTextTokenCount":28.5}                     | count.not_an_integer | inputTextTokenCount is 28.5
            aws.bedrock.invoke_model        | [{"chunk":{"bytes":"e30gbW9yZQ=="}}]             | field.wrong_type | data.response[0].bytes
            cohere.chat                     | ["data: {", "data: {}"]                          | field.wrong_type | only the last line may be cut off
            cohere.chat                     | ["hello"]                                        | field.wrong_type | neither a line of server-sent events
            cohere.chat                     | [7]                                              | field.wrong_type | neither an object nor a line
            """)
    void whatCannotBeReadIsRefusedWithTheFieldsThatWereLookedAt(
            String type, String response, String code, String detail) {
        Deliveries.assertRejected(event(type, response), code, detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gemini-2.5-pro         | "a","b","a"    | 1
            gemini-2.0-flash-001   | "",""          | 0
            gemini-3-pro-preview   | "a","b","a"    | 2
            gemini-3.1-flash-lite  | "","a"         | 1
            gemini-10-ultra        | "a","b"        | 2
            gemini-flash-latest    | "a","b"        | 2
            """)
    void googleBillsSearchesByPromptUntilGemini3AndByQueryFromThen(String model, String queries, long searches) {
        MeteredUsage usage = Deliveries.accepted(event("google.generate_content", """
                {"modelVersion":"%s","candidates":[{"groundingMetadata":{"webSearchQueries":[%s]}}],
                 "usageMetadata":{"promptTokenCount":1}}""".formatted(model, queries)));
        assertThat(usage.meters().quantity(Meter.WEB_SEARCHES)).isEqualTo(searches);
    }

    @ParameterizedTest
    @CsvSource({
        "us.amazon.nova-lite-v1:0, us.amazon.nova-lite-v1:0,",
        "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0, amazon.nova-lite-v1:0, us-east-1",
        "arn:aws-us-gov:bedrock:us-gov-west-1:123456789012:inference-profile/us-gov.anthropic.claude-sonnet-4-6,"
                + " us-gov.anthropic.claude-sonnet-4-6, us-gov-west-1",
        "arn:aws:bedrock:eu-west-1:123456789012:provisioned-model/abc,"
                + " arn:aws:bedrock:eu-west-1:123456789012:provisioned-model/abc, eu-west-1",
        "arn:aws:bedrock:eu-west-1, arn:aws:bedrock:eu-west-1,",
    })
    void aModelOfBedrockIsNamedAsThePriceBookNamesIt(String asked, String model, String region) {
        MeteredUsage usage =
                Deliveries.accepted(event("aws.bedrock.converse", "{\"usage\":{\"inputTokens\":1,\"outputTokens\":1}}")
                        .replace("\"some-model\"", "\"" + asked + "\""));
        assertThat(usage.model()).isEqualTo(model);
        assertThat(usage.region()).isEqualTo(region);
        assertThat(usage.provider()).isEqualTo("aws");
    }

    @ParameterizedTest
    @CsvSource({
        "standard, standard",
        "priority, priority",
        "batch, batch",
        "auto, standard",
        "brand_new, brand_new",
    })
    void aTierOfAnthropicIsTheOneThatWasServed(String served, String tier) {
        MeteredUsage usage = Deliveries.accepted(event(
                "anthropic.message",
                "{\"usage\":{\"input_tokens\":1,\"output_tokens\":1,\"service_tier\":\"" + served + "\"}}"));
        assertThat(usage.serviceTier()).isEqualTo(tier);
    }

    @Test
    void aToolOfTheProviderThatNobodyKnowsIsSeenAndNotFree() {
        MeteredUsage usage = Deliveries.accepted(event(
                "anthropic.message",
                "{\"usage\":{\"input_tokens\":1,\"output_tokens\":1,"
                        + "\"server_tool_use\":{\"mind_reading_requests\":4,\"web_fetch_requests\":9}}}"));
        assertThat(usage.meters().further()).containsOnlyKeys(Meter.of("mind_reading_requests"));
    }

    private static String event(String type, String response) {
        return """
                {"specversion":"1.0","id":"e-1","source":"tests","type":"%s","time":"2026-11-20T10:15:30Z",
                 "data":{"tenant":"acme","model":"some-model","response":%s}}""".formatted(type, response);
    }
}
