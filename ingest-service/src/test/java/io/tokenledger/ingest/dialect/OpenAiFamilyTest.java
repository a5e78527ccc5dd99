package io.tokenledger.ingest.dialect;

import static io.tokenledger.ingest.pipeline.Deliveries.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.contract.Capability;
import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.ingest.pipeline.Deliveries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose OpenAI's forms are, which of them an object has, and what is no answer at all. */
class OpenAiFamilyTest {
    @ParameterizedTest
    @CsvSource({
        "openai.chat.completion, openai",
        "openai.completion, openai",
        "azure.chat.completion, azure",
        "azure.completion, azure",
        "cerebras.chat, cerebras",
        "deepseek.chat, deepseek",
        "deepseek.completion, deepseek",
        "fireworks.chat, fireworks",
        "fireworks.completion, fireworks",
        "huggingface.chat, huggingface",
        "mistral.chat, mistral",
        "moonshotai.chat, moonshotai",
        "snowflake.chat, snowflake",
        "together.chat, together",
        "together.completion, together",
        "writer.chat, writer",
        "zai.chat, zai",
        "groq.chat, groq",
        "xai.chat, x-ai",
        "openrouter.chat, openrouter",
        "ollama.chat, ollama"
    })
    void aCompletionIsOfTheProviderThatPriceBooksKnow(String type, String provider) {
        String data = "\"response\":{\"model\":\"m\",\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4}}";
        MeteredUsage usage = accepted(type, data);
        assertThat(usage.provider()).isEqualTo(provider);
        assertThat(usage.meters().inputTokens()).isEqualTo(9);
        assertThat(usage.meters().outputTokens()).isEqualTo(4);
        assertThat(accepted(type, "\"provider\":\"mine\"," + data).provider()).isEqualTo("mine");
    }

    @ParameterizedTest
    @CsvSource({
        "openai.response, openai",
        "azure.response, azure",
        "deepseek.response, deepseek",
        "huggingface.response, huggingface",
        "fireworks.response, fireworks",
        "groq.response, groq",
        "xai.response, x-ai",
        "openrouter.response, openrouter",
        "azure.realtime, azure",
        "openai.realtime, openai"
    })
    void aResponseIsOfTheProviderThatPriceBooksKnow(String type, String provider) {
        MeteredUsage usage =
                accepted(type, "\"model\":\"m\",\"response\":{\"usage\":{\"input_tokens\":9,\"output_tokens\":4}}");
        assertThat(usage.provider()).isEqualTo(provider);
        assertThat(usage.meters().inputTokens()).isEqualTo(9);
        assertThat(usage.meters().outputTokens()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "openai.embedding, openai",
        "azure.embedding, azure",
        "mistral.embedding, mistral",
        "together.embedding, together",
        "fireworks.embedding, fireworks"
    })
    void anEmbeddingHasInputAlone(String type, String provider) {
        String data = "\"model\":\"m\",\"response\":{\"object\":\"list\",\"data\":[],\"usage\":%s}";
        MeteredUsage usage = accepted(type, data.formatted("{\"prompt_tokens\":9,\"total_tokens\":9}"));
        assertThat(usage.provider()).isEqualTo(provider);
        assertThat(usage.meters().inputTokens()).isEqualTo(9);
        assertThat(usage.meters().outputTokens()).isZero();
        assertThat(accepted(type, data.formatted("{\"total_tokens\":9}"))
                        .meters()
                        .inputTokens())
                .isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        openai.chat.completion | {"answer":"x"}                            | shape.unknown  | data.response has no usage and no answer that is known here: looked for usage with prompt_tokens, completion_tokens
        openai.chat.completion | {"usage":{"inputTokens":5}}               | shape.unknown  | for choices; and for data.content
        openai.chat.completion | {"model":"m","usage":{}}                  | usage.missing  | neither input nor output
        openai.chat.completion | {"model":"m","usage":null}                | usage.missing  | no usage
        openai.chat.completion | {"model":"m","choices":[]}                | usage.missing  | no usage
        openai.response        | {"usage":{"prompt_tokens":5}}             | shape.unknown  | usage with input_tokens, output_tokens
        openai.response        | {"error":{"message":"x"}}                 | request.failed | data.response is an error
        openai.realtime        | {"type":"session.created","session":{}}   | shape.unknown  | input_tokens
        openai.thread.run      | {"object":"thread","id":"t"}              | shape.unknown  | completion_tokens
        xai.chat               | {"id":"x"}                                | shape.unknown  | choices, outputs
        ollama.chat            | {"model":"m","done":true}                 | shape.unknown  | prompt_eval_count, eval_count, message, response, usage, choices and data.content
        openai.batch           | {"id":"batch_1","object":"batch"}         | shape.unknown  | no line of a batch
        openai.batch           | {"response":null,"error":{"code":"batch_expired","message":"x"}} | request.failed | the line of the batch failed (batch_expired), and has no usage
        openai.batch           | {"response":{"status_code":400,"body":{"error":{"message":"x"}}}} | request.failed | with status 400
        """)
    void whatIsNoAnswerIsRefusedAsThat(String type, String response, String code, String detail) {
        assertRejected(event(type, "\"response\":" + response), code, detail);
    }

    @Test
    void aFailedLineOfABatchThatHasAUsageIsBilled() {
        MeteredUsage usage = accepted(
                "openai.batch",
                "\"response\":{\"response\":{\"status_code\":500,\"body\":{\"model\":\"m\","
                        + "\"object\":\"response\",\"usage\":{\"input_tokens\":9,\"output_tokens\":0}}},\"error\":{\"code\":\"x\"}}");
        assertThat(usage.serviceTier()).isEqualTo("batch");
        assertThat(usage.meters().inputTokens()).isEqualTo(9);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"object":"list","data":[],"usage":{"prompt_tokens":9,"total_tokens":9}}          | 9 | 0
        {"object":"text_completion","usage":{"prompt_tokens":9,"completion_tokens":4}}    | 9 | 4
        {"usage":{"input_tokens":9,"output_tokens":4}}                                    | 9 | 4
        """)
    void aLineOfABatchAndACompatibleServerMayHaveAnyForm(String body, long input, long output) {
        for (String event : new String[] {
            event("openai.batch", "\"model\":\"m\",\"response\":{\"response\":{\"body\":" + body + "}}"),
            event("openai.compatible", "\"provider\":\"p\",\"model\":\"m\",\"response\":" + body)
        }) {
            MeteredUsage usage = Deliveries.accepted(event);
            assertThat(usage.meters().inputTokens()).isEqualTo(input);
            assertThat(usage.meters().outputTokens()).isEqualTo(output);
        }
    }

    @Test
    void aCompatibleServerHasNoNameOfItsOwn() {
        String usage = "\"response\":{\"model\":\"m\",\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4}}";
        assertRejected(event("openai.compatible", usage), "provider.missing", "data.provider");
    }

    @Test
    void thatTheSenderCutItOffIsAFlag() {
        String data =
                "\"aborted\":%s,\"response\":{\"model\":\"m\",\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4}}";
        assertThat(accepted("mistral.chat", data.formatted("true")).aborted()).isTrue();
        assertThat(accepted("mistral.chat", data.formatted("false")).aborted()).isFalse();
        assertThat(accepted("mistral.chat", data.formatted("null")).aborted()).isFalse();
        assertRejected(event("mistral.chat", data.formatted("\"yes\"")), "field.wrong_type", "data.aborted is a text");
    }

    @Test
    void aRunThatWasCancelledWasCutOff() {
        String run =
                "\"response\":{\"object\":\"thread.run\",\"model\":\"m\",\"status\":\"%s\",\"tools\":[{\"type\":\"function\"}],"
                        + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4}}";
        assertThat(accepted("openai.thread.run", run.formatted("cancelled")).aborted())
                .isTrue();
        MeteredUsage completed = accepted("openai.thread.run", run.formatted("completed"));
        assertThat(completed.aborted()).isFalse();
        assertThat(completed.capabilitiesUsed()).containsExactly(Capability.TOOLS);
    }

    private static MeteredUsage accepted(String type, String data) {
        return Deliveries.accepted(event(type, data));
    }

    private static String event(String type, String data) {
        return "{\"specversion\":\"1.0\",\"id\":\"f-1\",\"source\":\"test\",\"type\":\"" + type
                + "\",\"time\":\"2026-01-05T00:00:00Z\",\"data\":{\"tenant\":\"acme\"," + data + "}}";
    }
}
