package io.tokenledger.ingest.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.contract.MeteredUsage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages made by hand in the shapes that the providers' API references describe. */
class UsagePagesTest {
    /** 2026-11-19 and 2026-11-20. */
    private static final String OPENAI = """
            {"object":"page","data":[
              {"object":"bucket","start_time":1795046400,"end_time":1795132800,"results":[
                {"object":"organization.usage.completions.result","input_tokens":10000,"input_cached_tokens":4000,
                 "input_cache_write_tokens":500,"output_tokens":2000,"input_audio_tokens":100,"output_audio_tokens":40,
                 "input_cached_audio_tokens":30,"input_cached_image_tokens":20,"input_image_tokens":10,
                 "num_model_requests":25,"project_id":"proj_1","user_id":"user-1","api_key_id":"key_1",
                 "model":"gpt-4o-2024-08-06","batch":false,"service_tier":"flex"},
                {"object":"organization.usage.completions.result","input_tokens":7,"output_tokens":0,
                 "num_model_requests":1,"project_id":null,"model":"gpt-4.1","batch":true}]},
              {"object":"bucket","start_time":1795132800,"end_time":1795219200,"results":[]}],
             "has_more":false,"next_page":null}
            """;

    private static final String ANTHROPIC = """
            {"data":[{"starting_at":"2026-11-19T00:00:00Z","ending_at":"2026-11-20T00:00:00Z","results":[
                {"uncached_input_tokens":1500,"cache_creation":{"ephemeral_1h_input_tokens":1000,
                  "ephemeral_5m_input_tokens":500},"cache_read_input_tokens":200,"output_tokens":500,
                 "server_tool_use":{"web_search_requests":10},"api_key_id":"apikey_1","workspace_id":"wrkspc_1",
                 "model":"claude-sonnet-4-5-20250929","service_tier":"batch","context_window":"0-200k",
                 "inference_geo":"us"}]}],
             "has_more":true,"next_page":"page_2"}
            """;

    private static List<DecidedLine> run(String format, String pages) throws Exception {
        return Imports.run(Imports.request("format=" + format, "set.tenant=acme"), pages);
    }

    @Test
    void aResultOfOpenAiIsAnAggregateOfItsBucket() throws Exception {
        List<MeteredUsage> usages = Imports.accepted(run("openai-usage", OPENAI));

        assertThat(usages).hasSize(2);
        MeteredUsage usage = usages.getFirst();
        assertThat(usage.occurredAt()).isEqualTo(Instant.parse("2026-11-19T00:00:00Z"));
        assertThat(List.of(usage.source(), usage.provider(), usage.model(), usage.serviceTier()))
                .containsExactly("openai-usage", "openai", "gpt-4o-2024-08-06", "flex");
        assertThat(List.of("" + usage.project(), "" + usage.user())).containsExactly("proj_1", "user-1");
        assertThat(usage.tags()).isEqualTo(Map.of("api_key_id", "key_1"));
        // 10000 = 3950 cached text + 30 cached audio + 20 cached images + 500 written + 100 audio + 10 images + 5390.
        assertThat(Imports.meters(usage))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "input", 5390L,
                        "cached_input", 3950L,
                        "cached_audio_input", 30L,
                        "cached_image_input", 20L,
                        "cache_write", 500L,
                        "audio_input", 100L,
                        "image_input", 10L,
                        "output", 1960L,
                        "audio_output", 40L,
                        "requests", 25L));
        assertThat(usages.get(1).serviceTier()).isEqualTo("batch");
    }

    @Test
    void aResultOfAnthropicAddsUpItsDisjointInput() throws Exception {
        MeteredUsage usage = Imports.accepted(run("anthropic-usage", ANTHROPIC)).getFirst();

        assertThat(usage.occurredAt()).isEqualTo(Instant.parse("2026-11-19T00:00:00Z"));
        assertThat(List.of(usage.source(), usage.provider(), usage.model(), usage.serviceTier(), "" + usage.region()))
                .containsExactly("anthropic-usage", "anthropic", "claude-sonnet-4-5-20250929", "batch", "us");
        assertThat(usage.project()).isEqualTo("wrkspc_1");
        assertThat(usage.tags()).isEqualTo(Map.of("api_key_id", "apikey_1", "context_window", "0-200k"));
        assertThat(Imports.meters(usage))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "input", 1500L,
                        "cached_input", 200L,
                        "cache_write", 500L,
                        "cache_write_1h", 1000L,
                        "output", 500L,
                        "web_searches", 10L,
                        "requests", 1L));
    }

    @Test
    void anAggregateOfShortContextsDoesNotLookLikeOneLongRequest() throws Exception {
        String large = ANTHROPIC.replace(":1500,", ":1500000,");
        // 1 501 700 input tokens in requests of up to 200 000: at least 8.
        assertThat(Imports.meters(
                        Imports.accepted(run("anthropic-usage", large)).getFirst()))
                .containsEntry("requests", 8L);
        assertThat(Imports.meters(Imports.accepted(run("anthropic-usage", large.replace("\"0-200k\"", "\"200k-1M\"")))
                        .getFirst()))
                .containsEntry("requests", 1L);
        assertThat(Imports.rejected(run("anthropic-usage", large.replace("\"0-200k\"", "null"))
                        .getFirst()))
                .startsWith("usage_result.ambiguous: context_window is missing");
    }

    @Test
    void theSameResultIsAReplayAndOneWithOtherNumbersAConflict() throws Exception {
        MeteredUsage first = Imports.accepted(run("openai-usage", OPENAI)).getFirst();
        MeteredUsage again =
                Imports.accepted(run("openai-usage", "[" + OPENAI + "]")).getFirst();
        MeteredUsage later = Imports.accepted(run("openai-usage", OPENAI.replace("10000", "10001")))
                .getFirst();

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.fingerprint()).isEqualTo(first.fingerprint());
        assertThat(later.id()).isEqualTo(first.id());
        assertThat(later.fingerprint()).isNotEqualTo(first.fingerprint());
    }

    @ParameterizedTest
    @CsvSource({
        "\"proj_1\",             \"proj_2\"",
        "\"gpt-4o-2024-08-06\",  \"gpt-4o\"",
        "\"batch\":false,        \"batch\":true",
        "\"flex\",               \"default\"",
        "1795046400,             1795050000",
        "completions.result,     embeddings.result"
    })
    void anotherBucketOrDimensionIsAnotherEvent(String from, String to) throws Exception {
        MeteredUsage usage = Imports.accepted(run("openai-usage", OPENAI)).getFirst();
        MeteredUsage other =
                Imports.accepted(run("openai-usage", OPENAI.replace(from, to))).getFirst();
        assertThat(other.id()).isNotEqualTo(usage.id());
    }

    @Test
    void timesMayStandBehindTheResults() throws Exception {
        String sorted = "{\"data\":[{\"end_time\":1795132800,\"results\":[{\"input_tokens\":7,\"model\":\"gpt-4.1\","
                + "\"num_model_requests\":1,\"object\":\"organization.usage.completions.result\",\"output_tokens\":0,"
                + "\"batch\":true}],\"start_time\":1795046400}]}";
        assertThat(Imports.ids(run("openai-usage", sorted)))
                .containsExactly(Imports.ids(run("openai-usage", OPENAI)).get(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "embeddings            | \"input_tokens\":70,\"num_model_requests\":2 | input=70 requests=2",
                "images                | \"images\":5,\"num_model_requests\":3        | images_output=5 requests=3",
                "audio_speeches        | \"characters\":45,\"num_model_requests\":1   | characters_input=45 requests=1",
                "audio_transcriptions  | \"seconds\":20,\"num_model_requests\":1      | audio_input_seconds=20 requests=1",
                "web_searches          | \"num_requests\":2,\"num_model_requests\":2  | requests=1 web_searches=2"
            })
    void whatIsNotTokensHasAMeterOfItsOwn(String kind, String counts, String meters) throws Exception {
        String page = "{\"data\":[{\"start_time\":1795046400,\"end_time\":1795132800,\"results\":[{\"object\":"
                + "\"organization.usage." + kind + ".result\",\"model\":\"m\"," + counts + "}]}]}";
        StringBuilder told = new StringBuilder();
        Imports.meters(Imports.accepted(run("openai-usage", page)).getFirst())
                .forEach((meter, quantity) ->
                        told.append(meter).append('=').append(quantity).append(' '));
        assertThat(told.toString().strip()).isEqualTo(meters);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"gpt-4o-2024-08-06\"   | null                  | model.missing: the result has no model: fetch the usage with group_by=model",
                "completions.result      | vector_stores.result  | shape.unknown: object is 'organization.usage.vector_stores",
                "\"num_model_requests\":25 | \"num_model_requests\":0 | count.too_small",
                ":10000                  | :-1                   | count.negative: input_tokens is -1",
                ":4000                   | :40                   | count.exceeds_whole: input_cached_audio_tokens",
                "1795132800              | 1795305600            | usage_bucket.open: the bucket ends at 2026-11-22T00:00:00Z",
                "1795046400              | \"today\"             | time.invalid: the bucket has neither"
            })
    void aResultThatSaysTooLittleIsRejectedWithTheReason(String from, String to, String reason) throws Exception {
        String pages = OPENAI.replace(from, to).replace(to + ",\"end_time\":" + to, to + ",\"end_time\":1795132800");
        assertThat(Imports.rejected(run("openai-usage", pages).getFirst())).startsWith(reason);
    }

    @Test
    void dimensionsCanBeMappedAndConstantsSet() throws Exception {
        MeteredUsage usage = Imports.accepted(Imports.run(
                        Imports.request(
                                "format=openai-usage", "set.tenant=acme", "set.app=chat", "map.team=project_id"),
                        OPENAI))
                .getFirst();
        assertThat(List.of("" + usage.team(), "" + usage.app())).containsExactly("proj_1", "chat");
        assertThatThrownBy(() -> Imports.request("format=openai-usage", "set.requests=1"))
                .hasMessageStartingWith("requests is mapped or set");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                | the file is empty",
                "{\"results\":[]}                  | a page has no array data",
                "{\"data\":[{\"start_time\":1}]}   | behind result 0 stands a bucket without the array results",
                "{\"data\":[                       | behind result 0 the file is not readable as JSON",
                "{\"data\":[1]}                    | behind result 0 stands something in data that is no bucket"
            })
    void whatIsNoPageIsTold(String file, String detail) {
        assertThatThrownBy(() -> run("openai-usage", file))
                .isInstanceOf(UnreadableImport.class)
                .hasMessageStartingWith(detail);
    }
}
