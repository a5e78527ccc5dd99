package io.tokenledger.ingest.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tokenledger.contract.Provenance;
import io.tokenledger.contract.TokenCount;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** "hello world" is 2 tokens in every encoding, as is published; one word of the roles is 1. */
class CountRequestReaderTest {
    private static final String CANARY = "canary-7f3a";

    private static TokenCounts count(String json) throws IOException, Refusal, InterruptedException {
        return CountRequestReader.count(
                new ByteArrayInputStream(json.replace('\'', '"').getBytes(UTF_8)), Runnable::run);
    }

    private static List<String> parts(TokenCounts counts) {
        return counts.parts().stream()
                .map(part -> part.part() + " " + part.tokens() + " " + part.provenance())
                .toList();
    }

    @Test
    void everyPartIsToldWithItsTokens() throws Exception {
        TokenCounts counts = count("{'model':'gpt-4o','temperature':1,'messages':["
                + "{'role':'system','content':'hello world'},"
                + "{'role':'user','name':'user','content':[{'type':'text','text':'hello world'},"
                + "{'type':'image_url','image_url':{'url':'https://example.org/a.png','detail':'low'}}]}],"
                + "'images':[{'width':1024,'height':1024,'detail':'high'}],'output':'hello world'}");
        assertThat(parts(counts))
                .containsExactly(
                        "messages[0].content 2 COUNTED",
                        "messages[1].name 1 COUNTED",
                        "messages[1].content[0] 2 COUNTED",
                        "messages[1].content[1] 85 ESTIMATED",
                        "images[0] 765 ESTIMATED",
                        "output 2 COUNTED",
                        "overhead 12 COUNTED");
        assertThat(counts.parts().get(3).assumption()).contains("1024 x 1024");
        assertThat(counts.input()).isEqualTo(new TokenCount(2 + 1 + 2 + 85 + 765 + 12, Provenance.ESTIMATED));
        assertThat(counts.output()).isEqualTo(new TokenCount(2, Provenance.COUNTED));
        assertThat(counts.complete()).isTrue();
        assertThat(counts.fits()).isTrue();
        assertThat(counts.encoding()).isEqualTo(TokenEncoding.O200K_BASE);
    }

    @Test
    void theModelMayComeLast() throws Exception {
        assertThat(count("{'messages':[{'content':'hello world','role':'user'}],'model':'gpt-4o'}")
                        .input())
                .isEqualTo(new TokenCount(3 + 1 + 2 + 3, Provenance.COUNTED));
    }

    @Test
    void aPlainTextHasNothingAroundIt() throws Exception {
        TokenCounts counts = count("{'model':'text-embedding-3-small','text':'hello world'}");
        assertThat(parts(counts)).containsExactly("text 2 COUNTED");
        assertThat(counts.input()).isEqualTo(new TokenCount(2, Provenance.COUNTED));
    }

    @Test
    void anotherVendorsModelIsEstimatedEvenIfItIsCalledLikeOneOfOpenAis() throws Exception {
        String body = "'text':'hello world'}";
        assertThat(count("{'model':'claude-opus-4-5'," + body).input())
                .isEqualTo(new TokenCount(2, Provenance.ESTIMATED));
        assertThat(count("{'provider':'acme','model':'gpt-4o'," + body).input())
                .isEqualTo(new TokenCount(2, Provenance.ESTIMATED));
        assertThat(count("{'provider':'azure','model':'gpt-4o'," + body).input())
                .isEqualTo(new TokenCount(2, Provenance.COUNTED));
    }

    @Test
    void whatIsNotKnownIsNotZero() throws Exception {
        TokenCounts counts = count("{'model':'claude-opus-4-5','images':[{'width':10,'height':10}],"
                + "'messages':[{'role':'user','content':[{'type':'input_audio','input_audio':{'data':'x'}}]}]}");
        assertThat(parts(counts))
                .containsExactly("images[0] null null", "messages[0].content[0] null null", "overhead 7 ESTIMATED");
        assertThat(counts.complete()).isFalse();
        assertThat(counts.fits()).isNull();
    }

    @Test
    void whetherItFitsIsSaidOnlyWhereItIsKnown() throws Exception {
        assertThat(count("{'model':'gpt-4','text':'hello world','output':4097}").fits())
                .isFalse();
        assertThat(count("{'model':'gpt-4','text':'hello world','output':4096}").fits())
                .isTrue();
        String long5000 = "hello ".repeat(5_000);
        assertThat(count("{'model':'gpt-4','text':'" + long5000 + "','output':4096}")
                        .fits())
                .isFalse();
        assertThat(count("{'model':'gpt-4','text':'" + long5000 + "','output':100}")
                        .fits())
                .isTrue();
        assertThat(count("{'model':'gpt-6','text':'hello world'}").fits()).isNull();
    }

    @Test
    void textIsCountedInBatchesAndLongListsAreToldAsOne() throws Exception {
        var batches = new ArrayList<Integer>();
        String message = "{'role':'user','content':'hello world'}";
        String body = "{'model':'gpt-4o','messages':[" + (message + ",").repeat(11_999) + message + "]}";
        TokenCounts counts = CountRequestReader.count(
                new ByteArrayInputStream(body.replace('\'', '"').getBytes(UTF_8)), work -> {
                    batches.add(1);
                    work.run();
                });
        assertThat(counts.input()).isEqualTo(new TokenCount(12_000 * 6 + 3, Provenance.COUNTED));
        assertThat(counts.parts()).hasSize(10_002);
        assertThat(parts(counts).subList(10_000, 10_002))
                .containsExactly("overhead 48003 COUNTED", "further parts 4000 COUNTED");
        assertThat(batches).hasSizeBetween(20, 30);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "'canary-7f3a'",
                "{'text':'canary-7f3a'}",
                "{'model':'gpt-4o'}",
                "{'model':7,'text':'canary-7f3a'}",
                "{'model':' ','text':'canary-7f3a'}",
                "{'model':'gpt-4o','text':['canary-7f3a']}",
                "{'model':'gpt-4o','text':'canary-7f3a','messages':[]}",
                "{'model':'gpt-4o','messages':'canary-7f3a'}",
                "{'model':'gpt-4o','messages':['canary-7f3a']}",
                "{'model':'gpt-4o','messages':[{'content':{'canary-7f3a':1}}]}",
                "{'model':'gpt-4o','messages':[{'content':canary-7f3a}]}",
                "{'model':'gpt-4o','text':'canary-7f3a','text':'canary-7f3a'}",
                "{'model':'gpt-4o','messages':[{'canary-7f3a':1,'canary-7f3a':2}]}",
                "{'model':'gpt-4o','text':'canary-7f3a'",
                "{'model':'gpt-4o','text':'canary-7f3a'} canary-7f3a",
                "{'model':'gpt-4o','text':'canary-7f3a'} {}",
                "{'model':'gpt-4o','text':'canary-7f3a','output':-1}",
                "{'model':'gpt-4o','text':'canary-7f3a','output':99999999999999999999}",
                "{'model':'gpt-4o','text':'canary-7f3a','output':{'canary-7f3a':1}}",
                "{'model':'gpt-4o','text':'canary-7f3a','images':[{'width':0,'height':1}]}",
                "{'model':'gpt-4o','text':'canary-7f3a','images':[{'width':1.5,'height':1}]}",
                "{'model':'gpt-4o','text':'canary-7f3a','images':[{'width':1,'height':1,'detail':'canary-7f3a'}]}",
                "{'model':'gpt-4o','tools':[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
            })
    void aRefusalNamesTheFieldAndTheRuleAndNeverTheText(String body) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> count(body));
        assertThat(refusal).isNotNull();
        assertThat(refusal.error()).isIn(IngestError.TOKEN_COUNT_INVALID, IngestError.TOKEN_COUNT_MALFORMED_JSON);
        assertThat(refusal.detail()).isNotBlank().doesNotContain(CANARY);
        assertThat(refusal.toString()).doesNotContain(CANARY);
    }
}
