package io.tokenledger.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tokenledger.contract.Capability;
import io.tokenledger.contract.Meter;
import io.tokenledger.contract.MeteredUsage;
import io.tokenledger.contract.MeteredUsageJson;
import io.tokenledger.contract.Provenance;
import io.tokenledger.contract.RejectedEventJson;
import io.tokenledger.ingest.event.Delivery;
import io.tokenledger.ingest.event.EventReader;
import io.tokenledger.ingest.event.Origin;
import io.tokenledger.ingest.pipeline.Deliveries;
import io.tokenledger.ingest.pipeline.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies as LiteLLM's generic logger sends them, and what becomes of their payloads. */
class LiteLlmIntakeTest {
    private static final String CALL = """
            {"id":"chatcmpl-%s","litellm_call_id":"c","call_type":"acompletion","status":"success",\
            "custom_llm_provider":"openai","model":"gpt-4o-mini","startTime":1763633729.5,"endTime":1763633730.5,\
            "prompt_tokens":100,"completion_tokens":20,"total_tokens":120}""";

    private static final String FAILURE = CALL.replace("success", "failure")
            .replace("\"prompt_tokens\":100,\"completion_tokens\":20,\"total_tokens\":120", "\"prompt_tokens\":0");

    private static LiteLlmIntake.Taken take(String body, @Nullable String header, @Nullable String standing) {
        var delivery = new Delivery(
                new Origin.HttpRequest("r-1"),
                Deliveries.RECEIVED_AT,
                Map.of(),
                body.getBytes(StandardCharsets.UTF_8),
                header);
        return new LiteLlmIntake(Deliveries.pipeline(), new EventReader(1_000_000, 100)).take(delivery, standing);
    }

    private static LiteLlmIntake.Taken take(String body) {
        return take(body, "acme", null);
    }

    private static List<MeteredUsage> accepted(LiteLlmIntake.Taken taken) {
        return taken.outcomes().stream()
                .map(outcome -> {
                    assertThat(outcome).isInstanceOf(Outcome.Accepted.class);
                    return ((Outcome.Accepted) outcome).usage();
                })
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[%s,%s]", // json_array
                " [ %s , %s ] ",
                "%s\n%s", // ndjson
                "%s\r\n\r\n%s\n"
            })
    void arrayAndLinesAreTakenCallByCall(String format) {
        var taken = take(format.formatted(CALL.formatted(1), CALL.formatted(2)));
        assertThat(accepted(taken)).extracting(MeteredUsage::id).containsExactly("chatcmpl-1", "chatcmpl-2");
        assertThat(taken.skipped()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "\n%s\n"})
    void oneCallIsTakenAloneOnOneLineOrMany(String format) {
        String call = CALL.formatted(1);
        for (String body : List.of(call, call.replace(",", ",\n  ").replace("{", "{\n"))) {
            assertThat(accepted(take(format.formatted(body)))).hasSize(1);
        }
    }

    @Test
    void identityIsTheResponsesIdWithinItsProvider() {
        MeteredUsage usage = accepted(take(CALL.formatted(1))).getFirst();
        assertThat(usage.source()).isEqualTo("litellm/openai");
        assertThat(usage.id()).isEqualTo("chatcmpl-1");
        assertThat(usage.type()).isEqualTo("litellm.standard_logging");
        String none = CALL.replace("chatcmpl-%s", "None");
        assertThat(accepted(take(none)).getFirst().id()).isEqualTo("c");
    }

    @Test
    void samePayloadGivesTheSameEventAndRetriesThatFailAreTwo() {
        String body = CALL.formatted(1);
        assertThat(accepted(take(body)).getFirst().fingerprint())
                .isEqualTo(accepted(take("[" + body + "]")).getFirst().fingerprint());
        String cut = CALL.formatted(1).replace("success", "failure");
        var retries = accepted(take("[" + cut + "," + cut.replace("1763633729.5", "1763633730.25") + "]"));
        assertThat(retries).extracting(MeteredUsage::id).doesNotHaveDuplicates();
        assertThat(retries).allMatch(MeteredUsage::aborted);
    }

    @Test
    void failureThatUsedNothingAndAnEmptyPlaceAreSkipped() {
        var taken = take("[" + FAILURE.formatted(1) + ",null," + CALL.formatted(2) + "]");
        assertThat(taken.skipped()).isEqualTo(2);
        assertThat(accepted(taken)).extracting(MeteredUsage::id).containsExactly("chatcmpl-2");
    }

    @Test
    void whatTheDialectReadsComesThroughTheDoor() {
        String call = CALL.formatted(1).replace("\"status\"", """
                "end_user":"u","request_tags":["a:b"],"response_cost":0.5,"cache_hit":false,"model_id":"d",
                "model_map_information":{"model_map_key":"gpt-4.1","model_map_value":{"litellm_provider":"openai"}},
                "model_parameters":{"reasoning_effort":"low","service_tier":"flex","tools":[{"type":"function"}]},
                "metadata":{"user_api_key_alias":"k","user_api_key_team_alias":"t","user_api_key_project_id":"p",
                 "user_api_key_org_alias":"o","requester_metadata":{"app":"bot"},"spend_logs_metadata":{"environment":"dev"},
                 "usage_object":{"prompt_tokens":50,"completion_tokens":5,"prompt_tokens_details":{"cached_tokens":10}}},
                "hidden_params":{"usage_object":{"prompt_tokens":7}},"status\"""");
        MeteredUsage usage = accepted(take(call)).getFirst();
        assertThat(usage.model()).isEqualTo("gpt-4.1");
        assertThat(usage.serviceTier()).isEqualTo("flex");
        assertThat(usage.reasoningEffort()).isEqualTo("low");
        assertThat(List.of(
                        String.valueOf(usage.team()),
                        String.valueOf(usage.project()),
                        String.valueOf(usage.app()),
                        String.valueOf(usage.environment()),
                        String.valueOf(usage.user())))
                .containsExactly("t", "p", "bot", "dev", "u");
        assertThat(usage.tags()).isEqualTo(Map.of("a", "b", "api_key", "k", "organization", "o"));
        assertThat(usage.capabilitiesUsed()).containsExactly(Capability.TOOLS);
        assertThat(usage.meters().quantity(Meter.INPUT)).isEqualTo(40);
        assertThat(usage.meters().quantity(Meter.CACHED_INPUT)).isEqualTo(10);
        assertThat(String.valueOf(usage.providerStatedCost())).contains("500000000000");
    }

    @Test
    void usageAndTextOfTheResponseComeThroughTheDoor() {
        String bare =
                CALL.formatted(1).replace("\"prompt_tokens\":100,\"completion_tokens\":20,\"total_tokens\":120", "%s");
        MeteredUsage stated = accepted(
                        take(
                                bare.formatted(
                                        "\"response\":{\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":1},\"service_tier\":\"flex\"}")))
                .getFirst();
        assertThat(stated.meters().inputTokens()).isEqualTo(9);
        assertThat(stated.serviceTier()).isEqualTo("flex");
        for (String answer :
                List.of("\"hello world\"", "{\"choices\":[{\"message\":{\"content\":\"hello world\"}}]}")) {
            MeteredUsage counted = accepted(
                            take(bare.formatted("\"messages\":[{\"role\":\"user\",\"content\":\"hello world\"}],"
                                    + "\"response\":" + answer)))
                    .getFirst();
            assertThat(counted.meters().inputTokens()).isEqualTo(2 + 1 + 3 + 3);
            assertThat(counted.meters().outputTokens()).isEqualTo(2);
            assertThat(counted.outputProvenance()).isEqualTo(Provenance.COUNTED);
        }
    }

    @Test
    void oneBadCallDoesNotHoldUpTheOthersAndTellsItsPlace() {
        String body = CALL.formatted(1) + "\n{\"id\":}\n" + CALL.formatted(2).replace("100", "-1") + "\n{\"id\":\"x\"}";
        var taken = take(body);
        assertThat(taken.outcomes()).hasSize(4);
        assertThat(taken.unreadable()).isNull();
        assertThat(LiteLlmReceipt.of(taken).accepted()).isEqualTo(1);
        assertThat(LiteLlmReceipt.of(taken).rejected())
                .extracting(Receipt.RejectedLine::index, Receipt.RejectedLine::code)
                .containsExactly(
                        tuple(1, "event.malformed_json"), tuple(2, "count.negative"), tuple(3, "provider.missing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "{\"id\":", "[]", "hello"})
    void bodyThatIsNoJsonIsOneRejection(String body) {
        var taken = take(body);
        assertThat(taken.unreadable()).isNotNull();
        assertThat(taken.outcomes()).hasSize(1);
    }

    @Test
    void moreLinesThanABatchHoldsAreRefusedWhole() {
        var taken = take((CALL.formatted(1) + "\n").repeat(101));
        assertThat(taken.unreadable()).isNotNull();
        assertThat(LiteLlmReceipt.of(taken).rejected().getFirst().code()).isEqualTo("batch.too_large");
    }

    @Test
    void tenantIsTheHeadersThenTheKeysThenTheStanding() {
        String call = CALL.formatted(1);
        String ofKey = call.replace(
                "\"status\"", "\"metadata\":{\"user_api_key_auth_metadata\":{\"tenant\":\"of-key\"}},\"status\"");
        assertThat(accepted(take(ofKey, "acme", "standing")).getFirst().tenant())
                .isEqualTo("acme");
        assertThat(accepted(take(ofKey, null, "standing")).getFirst().tenant()).isEqualTo("of-key");
        assertThat(accepted(take(call, null, "standing")).getFirst().tenant()).isEqualTo("standing");
        assertThat(LiteLlmReceipt.of(take(call, null, null))
                        .rejected()
                        .getFirst()
                        .code())
                .isEqualTo("tenant.missing");
        String ofCaller =
                call.replace("\"status\"", "\"metadata\":{\"requester_metadata\":{\"tenant\":\"x\"}},\"status\"");
        assertThat(accepted(take(ofCaller, null, "standing")).getFirst().tenant())
                .isEqualTo("standing");
    }

    private static final String CANARY = "canary-7f3a";

    /** Everything that a caller, a model or an error can put into a payload, in values and in names of fields. */
    private static final String SAID = """
            "messages":[{"role":"user","content":"canary-7f3a","canary-7f3a":[1]}],
            "response":{"id":"canary-7f3a","canary-7f3a":{"canary-7f3a":1},
              "choices":[{"message":{"content":"canary-7f3a","tool_calls":[{"function":{"name":"canary-7f3a"}}]}}]},
            "error_str":"canary-7f3a","error_information":{"traceback":"canary-7f3a","error_message":"canary-7f3a"},
            "model_parameters":{"tools":[{"canary-7f3a":{}}],"response_format":{"canary-7f3a":{"canary-7f3a":1}}},
            "request_tags":[{"canary-7f3a":"canary-7f3a"}],"end_user":{"canary-7f3a":1},
            "guardrail_information":[{"canary-7f3a":"canary-7f3a"}],
            "metadata":{"canary-7f3a":1,"requester_metadata":{"canary-7f3a":"canary-7f3a","team":{"canary-7f3a":1}},
              "prompt_management_metadata":{"prompt_variables":{"canary-7f3a":1}},
              "mcp_tool_call_metadata":{"arguments":{"canary-7f3a":"canary-7f3a"}}}""";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"prompt_tokens\":100,",
                "\"prompt_tokens\":-1,",
                "\"prompt_tokens\":\"canary-7f3a\",",
                "\"prompt_tokens\":0,\"completion_tokens\":0,",
                "\"response_cost\":\"canary-7f3a\",\"prompt_tokens\":1,",
                "\"modelParameters\":\"canary-7f3a\",",
                "\"canary-7f3a\":{\"canary-7f3a\":\"canary-7f3a\"},"
            })
    void noWordOfTheCallIsInWhatIsPublishedOrTold(String fields) {
        String call = """
                {"id":"1","status":"success","custom_llm_provider":"openai","model":"gpt-4o-mini","endTime":1763633730,
                 %s%s}""".formatted(fields, SAID);
        for (String body : List.of(call, "[" + call + "]", call.replace("success", "failure"), call + "x")) {
            for (Outcome outcome : take(body).outcomes()) {
                byte[] published =
                        switch (outcome) {
                            case Outcome.Accepted accepted -> MeteredUsageJson.write(accepted.usage());
                            case Outcome.Rejected rejected -> RejectedEventJson.write(rejected.event());
                        };
                assertThat(new String(published, StandardCharsets.UTF_8)).doesNotContain(CANARY);
                assertThat(outcome.toString()).doesNotContain(CANARY);
            }
        }
    }
}
