package io.tokenledger.ingest.dialect;

import static io.tokenledger.contract.Capability.AUDIO;
import static io.tokenledger.contract.Capability.IMAGES;
import static io.tokenledger.contract.Capability.TOOLS;
import static io.tokenledger.ingest.pipeline.Deliveries.assertRejected;
import static io.tokenledger.ingest.pipeline.Deliveries.withData;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.contract.Capability;
import io.tokenledger.ingest.pipeline.Deliveries;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsedCapabilitiesTest {
    private static final String NATIVE = "\"tenant\":\"t\",\"provider\":\"p\",\"model\":\"m\",";
    private static final String USAGE = "\"usage\":{\"input_tokens\":9,\"output_tokens\":1}";

    /** Marks of tools in the text of a payload, in unescaped quotes, so that an answer that talks of them is none. */
    private static final Pattern TOOL_MARK = Pattern.compile("(?<!\\\\)\"(tool_calls|tools)\":\\[\\{"
            + "|(?<!\\\\)\"function_call\":\\{|(?<!\\\\)\"type\":\"[a-z_]*_call\"");

    private static final Pattern AUDIO_MARK = Pattern.compile("(?<!\\\\)\"audio_tokens\":[1-9]|(?<!\\\\)\"audio\":\\{");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                           |
            null                         |
            ["tools"]                    | TOOLS
            ["tools","images","tools"]   | IMAGES,TOOLS
            ["audio","images","tools"]   | IMAGES,AUDIO,TOOLS
            """)
    void theSendersWordIsTaken(String stated, @Nullable String expected) {
        assertThat(used(withData(NATIVE + USAGE + ",\"capabilities_used\":" + stated)))
                .isEqualTo(capabilities(expected));
        assertThat(used(withData(NATIVE + USAGE + ",\"capabilities_used\":" + stated)
                        .replace("io.tokenledger.usage.v1", "openai.response")))
                .isEqualTo(capabilities(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "tools"           | field.wrong_type   | data.capabilities_used is a text
            {"tools":true}    | field.wrong_type   | data.capabilities_used is an object
            ["tools",7]       | field.wrong_type   | data.capabilities_used[1] is a number
            ["tools","vision"]| capability.unknown | data.capabilities_used[1] is 'vision': it is to be one of images, audio, tools
            ["Tools"]         | capability.unknown | data.capabilities_used[0] is 'Tools'
            """)
    void whatIsNoCapabilityIsRejectedWithItsValue(String stated, String code, String detail) {
        assertRejected(withData(NATIVE + USAGE + ",\"capabilities_used\":" + stated), code, detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"role":"user","content":"tools, images and \\"tool_calls\\":[{}]"}                                    |
            {"role":"user","content":[{"type":"text","text":"image_url"}]}                                         |
            {"role":"user","content":[{"type":"image_url","image_url":{"url":"a"}}]}                               | IMAGES
            {"role":"user","content":[{"type":"input_image","file_id":"a"}]}                                       | IMAGES
            {"role":"user","content":[{"type":"image","source":{"type":"base64"}}]}                                | IMAGES
            {"role":"user","content":[{"type":"input_audio","input_audio":{"data":"a"}}]}                          | AUDIO
            {"role":"user","content":[{"type":"tool_result","content":[{"type":"image"}]}]}                        | IMAGES,TOOLS
            {"role":"assistant","content":[{"type":"tool_use","name":"a"}]}                                        | TOOLS
            {"role":"assistant","content":null,"tool_calls":[{"function":{"name":"a"}}]}                           | TOOLS
            {"role":"assistant","content":"a","tool_calls":[]}                                                     |
            {"role":"assistant","content":null,"function_call":{"name":"a"}}                                       | TOOLS
            {"role":"tool","tool_call_id":"a","content":"a"}                                                       | TOOLS
            {"type":"function_call_output","call_id":"a","output":[{"type":"input_image"}]}                        | IMAGES,TOOLS
            """)
    void theKindsOfMessagesAndPartsShowIt(String message, @Nullable String expected) {
        String content = "\"content\":{\"messages\":[" + message + "],\"output\":\"done\"}";
        assertThat(used(withData(NATIVE + content))).isEqualTo(capabilities(expected));
        assertThat(used(withData(NATIVE + USAGE + "," + content))).isEqualTo(capabilities(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "choices":[{"finish_reason":"stop","message":{"content":"a","tool_calls":null}}]     |
            "choices":[{"finish_reason":"tool_calls"}]                                           | TOOLS
            "choices":[{"message":{"content":null,"function_call":{"name":"a"}}}]                | TOOLS
            "choices":[{"message":{"content":null,"audio":{"id":"a","transcript":"b"}}}]         | AUDIO
            "choices":[{"message":{"content":"a","audio":null}}]                                 |
            "tools":[]                                                                           |
            "tools":[{"type":"function"}],"tool_choice":"auto"                                   | TOOLS
            """)
    void aChatCompletionShowsIt(String fields, @Nullable String expected) {
        assertThat(used(withData("\"tenant\":\"t\",\"response\":{\"model\":\"m\","
                                + "\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":1}," + fields + "}")
                        .replace("io.tokenledger.usage.v1", "openai.chat.completion")))
                .isEqualTo(capabilities(expected));
    }

    @Test
    void theCountsShowPicturesAndSound() {
        String usage = NATIVE + "\"usage\":{\"input_tokens\":9,\"output_tokens\":4,\"%s\":2}";
        assertThat(used(withData(usage.formatted("image_input_tokens")))).containsExactly(IMAGES);
        assertThat(used(withData(usage.formatted("cached_image_input_tokens")))).containsExactly(IMAGES);
        assertThat(used(withData(usage.formatted("audio_input_tokens")))).containsExactly(AUDIO);
        assertThat(used(withData(usage.formatted("audio_output_tokens")))).containsExactly(AUDIO);
        assertThat(used(withData(usage.formatted("cached_input_tokens")))).isEmpty();
    }

    @Test
    void recordedResponsesShowToolsAndSoundWhereTheirTextDoes() throws IOException {
        List<JsonNode> rows = RecordedPayloads.rows();
        var seen = new EnumMap<Capability, Integer>(Capability.class);
        for (JsonNode row : rows) {
            String payload = row.path("payload").toString();
            var expected = EnumSet.noneOf(Capability.class);
            if (TOOL_MARK.matcher(payload).find()) {
                expected.add(TOOLS);
            }
            if (AUDIO_MARK.matcher(payload).find()) {
                expected.add(AUDIO);
            }
            assertThat(used(RecordedPayloads.event(row)))
                    .as(row.path("id").asText())
                    .isEqualTo(expected);
            expected.forEach(capability -> seen.merge(capability, 1, Integer::sum));
        }
        System.out.printf("usage_payloads.jsonl, openai: capabilities in %d responses: %s%n", rows.size(), seen);
        assertThat(seen).containsEntry(TOOLS, 53 + 94).containsEntry(AUDIO, 1);
    }

    private static Set<Capability> used(String event) {
        return Deliveries.accepted(event).capabilitiesUsed();
    }

    private static Set<Capability> capabilities(@Nullable String names) {
        var capabilities = EnumSet.noneOf(Capability.class);
        if (names != null) {
            Arrays.stream(names.split(",", -1)).map(Capability::valueOf).forEach(capabilities::add);
        }
        return capabilities;
    }
}
