package io.tokenledger.ingest.dialect.litellm;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.ingest.pipeline.Deliveries;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Who pays for a call: the sender's word, then the caller's, then LiteLLM's key. */
class CallAttributionTest {
    private static final String KEY = """
            "user_api_key_alias":"key-1","user_api_key_team_alias":"key-team","user_api_key_team_id":"t-1",
            "user_api_key_user_id":"key-user","user_api_key_project_id":"key-project\"""";

    private static MeteredUsage metered(String data, String payload) {
        return Deliveries.accepted("""
                {"specversion":"1.0","id":"e-1","source":"litellm","type":"litellm.standard_logging",
                 "data":{"tenant":"acme"%s,"payload":{"id":"1","status":"success","custom_llm_provider":"openai",
                 "model":"gpt-4o-mini","endTime":1763633730,"prompt_tokens":1,"completion_tokens":1%s}}}""".formatted(data, payload));
    }

    @Test
    void keyTellsTeamProjectAndUser() {
        MeteredUsage usage = metered("", ",\"end_user\":\"\",\"metadata\":{" + KEY + "}");
        assertThat(usage.team()).isEqualTo("key-team");
        assertThat(usage.project()).isEqualTo("key-project");
        assertThat(usage.user()).isEqualTo("key-user");
        assertThat(usage.tags()).containsOnly(Map.entry("api_key", "key-1"));
    }

    @Test
    void idStandsInForAnAlias() {
        MeteredUsage usage =
                metered("", ",\"metadata\":{\"user_api_key_team_alias\":null,\"user_api_key_team_id\":\"t-1\"}");
        assertThat(usage.team()).isEqualTo("t-1");
    }

    @Test
    void callersOwnNamesBeatTheKeyAndTheSenderBeatsBoth() {
        String own = ",\"end_user\":\"customer-7\",\"metadata\":{" + KEY
                + ",\"requester_metadata\":{\"team\":\"own-team\",\"app\":\"bot\",\"environment\":7,\"project\":{\"a\":1}}}";
        MeteredUsage usage = metered("", own);
        assertThat(usage.team()).isEqualTo("own-team");
        assertThat(usage.app()).isEqualTo("bot");
        assertThat(usage.environment()).isEqualTo("7");
        assertThat(usage.project()).isEqualTo("key-project");
        assertThat(usage.user()).isEqualTo("customer-7");
        assertThat(metered(",\"team\":\"stated\",\"tags\":{\"api_key\":\"k\"}", own)
                        .team())
                .isEqualTo("stated");
        assertThat(metered(",\"tags\":{\"api_key\":\"k\"}", own).tags()).containsEntry("api_key", "k");
    }

    @Test
    void whatIsNoHashOfAKeyIsNotKept() {
        assertThat(metered("", ",\"metadata\":{\"user_api_key_hash\":\"sk-secret-1234\"}")
                        .tags())
                .isEmpty();
        String hash = "0f".repeat(32);
        assertThat(metered("", ",\"metadata\":{\"user_api_key_hash\":\"" + hash + "\"}")
                        .tags())
                .containsEntry("api_key_hash", hash);
    }

    @Test
    void requestTagsAreLabelsAndNeverMakeACallUnusable() {
        String tags =
                "\"jobID:214\",\"x-cost-centre: 4711\",\"nightly\",\"User-Agent: curl/8\",7,{\"a\":1},null,\"\",\""
                        + "w".repeat(300) + "\"";
        assertThat(metered("", ",\"request_tags\":[" + tags + "]").tags())
                .isEqualTo(Map.of("jobID", "214", "x-cost-centre", "4711", "nightly", "true", "7", "true"));
        String many = IntStream.range(0, 50).mapToObj(i -> "\"t" + i + "\"").collect(Collectors.joining(","));
        assertThat(metered("", ",\"request_tags\":[" + many + "]").tags()).hasSize(32);
        assertThat(metered("", ",\"request_tags\":null").tags()).isEmpty();
    }
}
