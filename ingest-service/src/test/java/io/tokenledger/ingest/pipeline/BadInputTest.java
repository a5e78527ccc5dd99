package io.tokenledger.ingest.pipeline;

import static io.tokenledger.ingest.pipeline.Deliveries.assertRejected;
import static io.tokenledger.ingest.pipeline.Deliveries.withData;
import static io.tokenledger.ingest.pipeline.Deliveries.withEnvelope;
import static io.tokenledger.ingest.pipeline.Deliveries.withUsage;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that is wrong is one rejection that says what and why; nothing is lost and nothing thrown. */
@Timeout(60)
class BadInputTest {
    private static final String GOOD = withUsage("{\"input_tokens\":10,\"output_tokens\":5}");
    private static final String ID = "\"specversion\":\"1.0\",\"id\":\"e-1\"";
    private static final String SOURCE_AND_TYPE = ",\"source\":\"s\",\"type\":\"io.tokenledger.usage.v1\"";

    @Test
    void theGoodEventThatTheOthersAreMadeFromIsAccepted() {
        assertThat(Deliveries.accepted(GOOD).meters().inputTokens()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1200.0 | count.not_an_integer | data.usage.input_tokens is 1200.0
            1.5    | count.not_an_integer | data.usage.input_tokens is 1.5
            1e3    | count.not_an_integer | data.usage.input_tokens is
            1e400  | count.not_an_integer | data.usage.input_tokens is 1E+400
            "12"   | count.not_an_integer | data.usage.input_tokens is a text
            true   | count.not_an_integer | data.usage.input_tokens is true
            []     | count.not_an_integer | data.usage.input_tokens is an array
            {}     | count.not_an_integer | data.usage.input_tokens is an object
            -1     | count.negative       | data.usage.input_tokens is -1
            -99999999999999999999999 | count.negative | data.usage.input_tokens is -99999999999999999999999
            10000000001 | count.absurd    | data.usage.input_tokens is 10000000001
            99999999999999999999 | count.absurd | data.usage.input_tokens is 99999999999999999999
            NaN    | event.malformed_json | not JSON
            Infinity | event.malformed_json | not JSON
            """)
    void aCountThatIsNoCountIsRejectedWithItsValue(String count, String code, String detail) {
        assertRejected(withUsage("{\"input_tokens\":" + count + ",\"output_tokens\":5}"), code, detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "input_tokens":10,"cached_input_tokens":11 | input_tokens is 10, its parts are 11
            "input_tokens":10,"cached_input_tokens":6,"audio_input_tokens":5 | input_tokens is 10, its parts are 11
            "input_tokens":10,"cache_write_tokens":4,"cache_write_1h_tokens":5 | cache_write_1h_tokens is 5, cache_write_tokens 4
            "output_tokens":10,"reasoning_tokens":11 | output_tokens is 10, its parts are 11
            "output_tokens":10,"reasoning_tokens":5,"audio_output_tokens":6 | output_tokens is 10, its parts are 11
            """)
    void aPartLargerThanItsWholeIsRejectedWithBothValues(String usage, String detail) {
        assertRejected(withUsage("{" + usage + "}"), "count.exceeds_whole", detail);
    }

    @Test
    void zeroRequestsAreTooFew() {
        assertRejected(
                withUsage("{\"input_tokens\":1,\"output_tokens\":1,\"requests\":0}"),
                "count.too_small",
                "requests is 0");
    }

    @Test
    void aMissingEnvelopeFieldIsNamed() {
        assertRejected(withEnvelope("\"specversion\":\"1.0\"" + SOURCE_AND_TYPE), "event.id_missing", "id is missing");
        assertRejected(
                withEnvelope(ID + ",\"type\":\"io.tokenledger.usage.v1\""),
                "event.source_missing",
                "source is missing");
        assertRejected(withEnvelope(ID + ",\"source\":\"s\""), "event.type_missing", "type is missing");
        assertRejected(withEnvelope("\"id\":\"e-1\"" + SOURCE_AND_TYPE), "event.specversion_unsupported", "missing");
        assertRejected(
                withEnvelope("\"specversion\":\"0.3\",\"id\":\"e-1\"" + SOURCE_AND_TYPE),
                "event.specversion_unsupported",
                "'0.3'");
        assertRejected("{" + ID + SOURCE_AND_TYPE + "}", "event.data_invalid", "data is missing");
        assertRejected("{" + ID + SOURCE_AND_TYPE + ",\"data\":\"x\"}", "event.data_invalid", "JSON object");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1970-01-01T00:00:00Z      | time.out_of_range | time is 1970-01-01T00:00:00Z
            2019-12-31T23:59:59.999Z  | time.out_of_range | accepted are 2020-01-01T00:00:00Z
            2027-11-20T12:00:00Z      | time.out_of_range | time is 2027-11-20T12:00:00Z
            2026-11-20T13:00:00.001Z  | time.out_of_range | to 2026-11-20T13:00:00Z
            2026-11-20                | time.invalid      | '2026-11-20'
            2026-02-30T00:00:00Z      | time.invalid      | RFC 3339
            2026-11-20T10:15:30       | time.invalid      | RFC 3339
            yesterday                 | time.invalid      | 'yesterday'
            """)
    void aTimeThatCannotBeIsRejectedWithItsValue(String time, String code, String detail) {
        assertRejected(withEnvelope(ID + SOURCE_AND_TYPE + ",\"time\":\"" + time + "\""), code, detail);
    }

    @Test
    void theEdgesOfTheAcceptedTimesAreAccepted() {
        for (String time : new String[] {"2020-01-01T00:00:00Z", "2026-11-20T13:00:00Z"}) {
            String body = withEnvelope(ID + SOURCE_AND_TYPE + ",\"time\":\"" + time + "\"");
            assertThat(Deliveries.accepted(body).occurredAt()).isEqualTo(time);
        }
    }

    @Test
    void aMissingTimeIsNotMadeUp() {
        assertRejected(withEnvelope(ID + SOURCE_AND_TYPE), "time.missing", "time is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "\\u001f", "\\n", "\\ud83d", "\\ude00", "\\ude00\\ud83d"})
    void controlCharactersAndLoneSurrogatesAreRejectedWhereverTheyWouldBeStored(String character) {
        String text = "\"a" + character + "b\"";
        assertRejected(
                withEnvelope("\"specversion\":\"1.0\",\"id\":" + text + SOURCE_AND_TYPE),
                "text.invalid_character",
                "id holds the character U+");
        String rest = ",\"provider\":\"openai\",\"model\":\"m\",\"usage\":{\"input_tokens\":1}";
        assertRejected(withData("\"tenant\":" + text + rest), "text.invalid_character", "data.tenant holds");
        assertRejected(
                withData("\"tenant\":\"t\",\"user\":" + text + rest), "text.invalid_character", "data.user holds");
        assertRejected(
                withData("\"tenant\":\"t\",\"tags\":{\"k\":" + text + "}" + rest),
                "text.invalid_character",
                "data.tags.'k' holds");
    }

    @Test
    void aTagKeyIsTextToo() {
        String rest = ",\"provider\":\"openai\",\"model\":\"m\",\"usage\":{\"input_tokens\":1}";
        assertRejected(
                withData("\"tenant\":\"t\",\"tags\":{\"a\\u0000b\":\"v\"}" + rest),
                "text.invalid_character",
                "data.tags.<key> holds the character U+0000");
        assertRejected(
                withData("\"tenant\":\"t\",\"tags\":{\" \":\"v\"}" + rest), "text.invalid_character", "blank key");
        // The parser itself does not take a lone surrogate in a key.
        assertRejected(withData("\"tenant\":\"t\",\"tags\":{\"a\\ud83db\":\"v\"}" + rest), "event.malformed_json", "");
    }

    @Test
    void aWholeSurrogatePairIsText() {
        String body = withData("\"tenant\":\"a\\ud83d\\ude00\",\"provider\":\"p\",\"model\":\"m\","
                + "\"usage\":{\"input_tokens\":1}");
        assertThat(Deliveries.accepted(body).tenant()).isEqualTo("a\uD83D\uDE00");
    }

    @Test
    void textsThatAreTooLongAreRejected() {
        assertRejected(
                withEnvelope("\"specversion\":\"1.0\",\"id\":\"" + "x".repeat(513) + "\"" + SOURCE_AND_TYPE),
                "text.too_long",
                "id has 513 characters: at most 512");
        assertRejected(
                withData("\"tenant\":\"" + "x".repeat(257) + "\""), "text.too_long", "data.tenant has 257 characters");
    }

    @Test
    void tooManyTagsAreRejected() {
        var tags = new StringBuilder();
        for (int i = 0; i < 33; i++) {
            tags.append(i == 0 ? "" : ",").append("\"k").append(i).append("\":\"v\"");
        }
        assertRejected(withData("\"tenant\":\"t\",\"tags\":{" + tags + "}"), "tags.too_many", "33 entries");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "tenant":7                            | field.wrong_type | data.tenant is a number
            "tenant":"t","team":["a"]             | field.wrong_type | data.team is an array
            "tenant":"t","tags":"a"               | field.wrong_type | data.tags is a text
            "tenant":"t","tags":{"a":{}}          | field.wrong_type | data.tags.'a' is an object
            "tenant":"t","usage":[]               | field.wrong_type | data.usage is an array
            "tenant":"t","usage":{},"provider":{} | field.wrong_type | data.provider is an object
            "team":"t"                            | tenant.missing   | data.tenant is missing
            "tenant":"  "                         | tenant.missing   | data.tenant is missing
            "tenant":"t","model":"m"              | provider.missing | data.provider is missing
            "tenant":"t","provider":"p"           | model.missing    | data.model is missing
            "tenant":"t","provider":"p","model":"m" | usage.missing  | no usage
            "tenant":"t","provider":"p","model":"m","usage":{} | usage.missing | neither input nor output
            "tenant":"t","provider":"p","model":"m","usage":{"requests":3} | usage.missing | neither input nor output
            "tenant":"t","provider":"p","model":"m","usage":{"cached_input_tokens":3} | usage.missing | input_tokens is missing
            "tenant":"t","provider":"p","model":"m","content":{"messages":"hello"} | usage.missing | content.output
            "tenant":"t","provider":"p","model":"m","content":{"output":"hello"} | usage.missing | content.messages
            "tenant":"t","provider":"p","model":"m","content":{"output":5} | field.wrong_type | data.content.output is a number
            """)
    void dataOfTheWrongShapeIsRejectedWithTheField(String data, String code, String detail) {
        assertRejected(withData(data), code, detail);
    }

    @Test
    void anOpenAiObjectWithoutAttributionHasNoTenant() {
        String body = """
                {"specversion":"1.0","id":"1","source":"s","type":"openai.chat.completion",
                 "data":{"created":1763633730,"model":"gpt-4o","usage":{"prompt_tokens":1,"completion_tokens":1}}}""";
        assertRejected(body, "tenant.missing", "data.tenant is missing");
    }

    @Test
    void anOpenAiTimeThatIsNoNumberIsRejected() {
        String body = """
                {"specversion":"1.0","id":"1","source":"s","type":"openai.chat.completion","data":{"tenant":"t",
                 "response":{"created":%s,"model":"gpt-4o","usage":{"prompt_tokens":1,"completion_tokens":1}}}}""";
        assertRejected(body.formatted("\"now\""), "field.wrong_type", "data.response.created is a text");
        assertRejected(body.formatted("1e999999999"), "time.out_of_range", "data.response.created");
        assertRejected(body.formatted("1e-999999999"), "time.out_of_range", "data.response.created");
        assertRejected(body.formatted("1e99999999999"), "event.malformed_json", "exponent");
        assertRejected(body.formatted("0"), "time.out_of_range", "1970-01-01T00:00:00Z");
        assertRejected(body.formatted("null"), "time.missing", "time is missing");
    }

    @Test
    void anUnknownDialectIsRejectedWithTheKnownOnes() {
        String body = withEnvelope(ID + ",\"source\":\"s\",\"type\":\"acme.usage\"");
        assertRejected(body, "dialect.unknown", "type is 'acme.usage': it is to be one of ");
        for (String known : new String[] {"anthropic.message", "io.tokenledger.usage.v1", "openai.response"}) {
            assertRejected(body, "dialect.unknown", known + ", ");
        }
    }
}
