package io.tokenledger.ingest.dialect;

import static io.tokenledger.ingest.pipeline.Deliveries.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.contract.Capability;
import io.tokenledger.contract.Meter;
import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.contract.Provenance;
import io.tokenledger.ingest.pipeline.Deliveries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams as senders record them: whole, in part, torn, cut off. */
class OpenAiStreamsTest {
    private static final String FIRST =
            "{\"model\":\"gpt-4-0613\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}";
    private static final String HELLO = "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hello\"}}]}";
    private static final String WORLD = "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\" world\"}}]}";
    private static final String STOP = "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}";
    private static final String USAGE =
            "{\"model\":\"gpt-4-0613\",\"choices\":[],\"usage\":{\"prompt_tokens\":40,\"completion_tokens\":7}}";

    @Test
    void theLastUsageCountsAndAStreamThatHasOneWasNotCutOff() {
        for (String chunks : new String[] {
            array(FIRST, HELLO, WORLD, STOP, USAGE),
            array(FIRST, USAGE.replace("40", "39"), HELLO, USAGE),
            array(USAGE),
            lines(FIRST, HELLO, STOP, USAGE),
            text("data: " + FIRST + "\n\ndata: " + HELLO + "\n\ndata: " + STOP + "\n\ndata: " + USAGE
                    + "\n\ndata: [DONE]\n\n"),
            text(FIRST + "\r\n" + HELLO + "\r\n" + STOP + "\r\n" + USAGE),
            lines(": keep-alive", "event: chunk", "id: 1", USAGE),
        }) {
            MeteredUsage usage = Deliveries.accepted(event("\"chunks\":" + chunks));
            assertThat(usage.meters().inputTokens()).as(chunks).isEqualTo(40);
            assertThat(usage.meters().outputTokens()).as(chunks).isEqualTo(7);
            assertThat(usage.outputProvenance()).isEqualTo(Provenance.PROVIDER);
            assertThat(usage.aborted()).as(chunks).isFalse();
        }
    }

    /** "hello world" is two tokens, "hello" one; the prompt of thirteen is in the sender's content. */
    @ParameterizedTest
    @CsvSource({
        "false, 2, FIRST HELLO WORLD STOP",
        "false, 2, FIRST HELLO WORLD DONE",
        "true, 2, FIRST HELLO WORLD",
        "true, 1, FIRST HELLO",
        "true, 0, FIRST",
        "true, 0, ''",
        "true, 1, FIRST HELLO TORN",
        "false, 2, HELLO WORLD STOP"
    })
    void withoutAUsageTheTextIsCountedAndAMissingEndIsSeen(boolean aborted, long output, String chunks) {
        MeteredUsage usage = Deliveries.accepted(event(
                "\"model\":\"gpt-4-0613\",\"content\":{\"messages\":[{\"role\":\"user\",\"content\":\"Hello, how are"
                        + " you?\"}]},\"chunks\":" + lines(chunks(chunks))));
        assertThat(usage.aborted()).isEqualTo(aborted);
        assertThat(usage.meters().inputTokens()).isEqualTo(13);
        assertThat(usage.meters().outputTokens()).isEqualTo(output);
        assertThat(usage.outputProvenance()).isEqualTo(Provenance.COUNTED);
    }

    @Test
    void aLastChunkAloneIsNoEmptyAnswer() {
        String content = "\"model\":\"gpt-4-0613\",\"content\":{\"messages\":\"Hello\"},";
        assertRejected(event(content + "\"chunks\":" + array(STOP)), "usage.missing", "content.output");
        assertRejected(event("\"chunks\":" + array(FIRST, HELLO, STOP)), "usage.missing", "content.messages");
    }

    @Test
    void oneChoiceThatHasNoEndIsEnoughToBeCutOff() {
        String two =
                "{\"model\":\"gpt-4-0613\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hello\"},\"finish_reason\":\"stop\"},{\"index\":1,\"delta\":{\"content\":\""
                        + " world\"},\"finish_reason\":null}]}";
        MeteredUsage usage =
                Deliveries.accepted(event("\"content\":{\"messages\":\"Hello\"},\"chunks\":" + array(two)));
        assertThat(usage.aborted()).isTrue();
        assertThat(usage.meters().outputTokens()).isEqualTo(2);
    }

    @Test
    void callsOfToolsMakeTheCountAnEstimate() {
        String call =
                "{\"model\":\"gpt-4-0613\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"tool_calls\":"
                        + "[{\"index\":0,\"function\":{\"name\":\"weather\",\"arguments\":\"{}\"}}]},\"finish_reason\":\"tool_calls\"}]}";
        for (String chunk : new String[] {
            call,
            call.replace("\"tool_calls\":[{\"index\":0,\"function\":", "\"function_call\":")
                    .replace("\"{}\"}}]}", "\"{}\"}}")
        }) {
            MeteredUsage usage =
                    Deliveries.accepted(event("\"content\":{\"messages\":\"Hello\"},\"chunks\":" + array(chunk)));
            assertThat(usage.capabilitiesUsed()).containsExactly(Capability.TOOLS);
            assertThat(usage.outputProvenance()).isEqualTo(Provenance.ESTIMATED);
            assertThat(usage.meters().outputTokens()).isPositive();
        }
    }

    @Test
    void textCompletionsStreamTheirTextBare() {
        String chunks = array(
                "{\"model\":\"gpt-4-0613\",\"choices\":[{\"index\":0,\"text\":\"hello\"}]}",
                "{\"model\":\"gpt-4-0613\",\"choices\":[{\"index\":0,\"text\":\""
                        + " world\",\"finish_reason\":\"stop\"}]}");
        MeteredUsage usage = Deliveries.accepted(event("\"content\":{\"messages\":\"Hello\"},\"chunks\":" + chunks)
                .replace("chat.completion", "completion"));
        assertThat(usage.meters().outputTokens()).isEqualTo(2);
        assertThat(usage.aborted()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"response.completed", "response.incomplete", "response.failed"})
    void aResponseEndsInOneOfThreeWays(String end) {
        String chunks = array("{\"type\":\"" + end + "\",\"response\":{\"model\":\"m\",\"output\":[],"
                + "\"usage\":{\"input_tokens\":40,\"output_tokens\":7}}}");
        MeteredUsage usage = Deliveries.accepted(
                event("\"response\":" + chunks).replace("openai.chat.completion", "openai.response"));
        assertThat(usage.meters().inputTokens()).isEqualTo(40);
        assertThat(usage.aborted()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        openai.chat.completion | {"object":"chat.completion.chunk","choices":[],"usage":{"prompt_tokens":40,"completion_tokens":7}}
        groq.chat              | {"choices":[],"x_groq":{"usage":{"prompt_tokens":40,"completion_tokens":7}},"service_tier":"on_demand"}
        openai.response        | {"type":"response.completed","response":{"usage":{"input_tokens":40,"output_tokens":7}}}
        groq.response          | {"type":"response.completed","response":{"service_tier":"on_demand","usage":{"input_tokens":40,"output_tokens":7}}}
        xai.response           | {"type":"response.completed","response":{"usage":{"input_tokens":40,"output_tokens":7}}}
        openai.realtime        | {"type":"response.done","response":{"usage":{"input_tokens":40,"output_tokens":7}}}
        """)
    void theLastChunkMayComeAlone(String type, String chunk) {
        for (String data : new String[] {"\"response\":" + chunk, "\"response\":[" + chunk + "]"}) {
            MeteredUsage usage =
                    Deliveries.accepted(event("\"model\":\"m\"," + data).replace("openai.chat.completion", type));
            assertThat(usage.meters().inputTokens()).isEqualTo(40);
            assertThat(usage.meters().outputTokens()).isEqualTo(7);
            assertThat(usage.serviceTier()).isEqualTo("standard");
            assertThat(usage.aborted()).isFalse();
        }
    }

    @Test
    void searchesOfAResponseThatWasCutOffAreBilled() {
        String chunks = array(
                "{\"type\":\"response.created\",\"response\":{\"model\":\"gpt-4.1\",\"output\":[],\"usage\":null}}",
                "{\"type\":\"response.output_item.done\",\"output_index\":0,\"item\":{\"type\":\"web_search_call\",\"action\":{\"type\":\"search\"}}}",
                "{\"type\":\"response.output_item.added\",\"output_index\":1,\"item\":{\"type\":\"function_call\",\"name\":\"weather\"}}",
                "{\"type\":\"response.function_call_arguments.delta\",\"output_index\":1,\"delta\":\"{\\\"city\\\":\"}");
        MeteredUsage usage = Deliveries.accepted(event("\"content\":{\"messages\":\"Hello\"},\"chunks\":" + chunks)
                .replace("openai.chat.completion", "openai.response"));
        assertThat(usage.aborted()).isTrue();
        assertThat(usage.meters().quantity(Meter.WEB_SEARCHES)).isEqualTo(1);
        assertThat(usage.meters().outputTokens()).isPositive();
        assertThat(usage.outputProvenance()).isEqualTo(Provenance.ESTIMATED);
    }

    @Test
    void aRunCountsOnceAndItsStepsNot() {
        String step = "{\"object\":\"thread.run.step\",\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":3}}";
        String run = "{\"object\":\"thread.run\",\"model\":\"gpt-4-0613\",\"status\":\"%s\",\"usage\":%s}";
        String delta =
                "{\"object\":\"thread.message.delta\",\"delta\":{\"content\":[{\"type\":\"text\",\"text\":{\"value\":\"hello\"}}]}}";
        String type = "openai.thread.run";
        MeteredUsage whole = Deliveries.accepted(event("\"response\":"
                        + array(
                                run.formatted("queued", null),
                                step,
                                delta,
                                step,
                                run.formatted("completed", "{\"prompt_tokens\":40,\"completion_tokens\":7}")))
                .replace("openai.chat.completion", type));
        assertThat(whole.meters().inputTokens()).isEqualTo(40);
        assertThat(whole.aborted()).isFalse();
        MeteredUsage cut = Deliveries.accepted(event("\"content\":{\"messages\":\"Hello\"},\"response\":"
                        + array(run.formatted("in_progress", null), delta))
                .replace("openai.chat.completion", type));
        assertThat(cut.aborted()).isTrue();
        assertThat(cut.meters().outputTokens()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}                          | field.wrong_type   | data.chunks is an object
        7                           | field.wrong_type   | data.chunks is a number
        [7]                         | field.wrong_type   | data.chunks[0] is neither an object nor a line of a stream
        ["data: {\\"a\\":","data: {}"]| field.wrong_type | data.chunks[1] or the line before it is no JSON object
        ["data: hello","data: {}"]  | field.wrong_type | data.chunks[1] or the line before it is no JSON object
        [{"model":7,"choices":[]}]  | field.wrong_type   | data.chunks.model is a number
        [{"usage":7,"choices":[]}]  | field.wrong_type   | data.chunks.usage is a number
        [{"usage":{"prompt_tokens":-1}}] | count.negative | data.chunks.usage.prompt_tokens is -1
        """)
    void whatIsNoStreamIsRefusedWithItsPlace(String chunks, String code, String detail) {
        String model = detail.contains("model") ? "" : "\"model\":\"m\",";
        assertRejected(event(model + "\"chunks\":" + chunks), code, detail);
    }

    private static String[] chunks(String names) {
        return names.isEmpty()
                ? new String[0]
                : names.replace("FIRST", FIRST)
                        .replace("HELLO", HELLO)
                        .replace("WORLD", WORLD.replace(" world", "\\u0020world"))
                        .replace("STOP", STOP)
                        .replace("DONE", "[DONE]")
                        .replace("TORN", "{\"choices\":[{\"index\":0,\"de")
                        .split(" ", -1);
    }

    private static String array(String... chunks) {
        return "[" + String.join(",", chunks) + "]";
    }

    private static String lines(String... chunks) {
        String[] lines = new String[chunks.length];
        for (int i = 0; i < chunks.length; i++) {
            boolean isData = chunks[i].startsWith("{") || chunks[i].startsWith("[");
            lines[i] = text((isData ? "data: " : "") + chunks[i]);
        }
        return array(lines);
    }

    private static String text(String text) {
        return "\""
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\r", "\\r")
                        .replace("\n", "\\n")
                + "\"";
    }

    private static String event(String data) {
        return "{\"specversion\":\"1.0\",\"id\":\"s-1\",\"source\":\"test\",\"type\":\"openai.chat.completion\","
                + "\"time\":\"2026-01-05T00:00:00Z\",\"data\":{\"tenant\":\"acme\"," + data + "}}";
    }
}
