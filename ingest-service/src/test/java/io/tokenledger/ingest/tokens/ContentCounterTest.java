package io.tokenledger.ingest.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenledger.contract.Provenance;
import io.tokenledger.contract.TokenCount;
import org.junit.jupiter.api.Test;

/** "hello world" is 2 tokens in every encoding, as is published; one word of the roles is 1. */
class ContentCounterTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode json(String text) throws JsonProcessingException {
        return JSON.readTree(text);
    }

    @Test
    void aMessageCostsThreeItsTextAndItsRoleANameOneMoreAndTheAnswerThree() throws JsonProcessingException {
        assertThat(ContentCounter.input(
                        "gpt-4o",
                        json("[{'role':'user','content':'hello world'}]".replace('\'', '"')),
                        PromptTaker.NONE))
                .isEqualTo(new TokenCount(3 + 1 + 2 + 3, Provenance.COUNTED));
        assertThat(ContentCounter.input(
                        "gpt-4o",
                        json("[{'role':'user','name':'user','content':'hello world'}]".replace('\'', '"')),
                        PromptTaker.NONE))
                .isEqualTo(new TokenCount(3 + 1 + 2 + 1 + 1 + 3, Provenance.COUNTED));
    }

    @Test
    void partsOfTextAreCountedAndOthersMakeItAnEstimate() throws JsonProcessingException {
        String text = "{'type':'text','text':'hello world'}";
        assertThat(ContentCounter.input(
                        "gpt-4o",
                        json(("[{'role':'user','content':[" + text + "," + text + "]}]").replace('\'', '"')),
                        PromptTaker.NONE))
                .isEqualTo(new TokenCount(3 + 1 + 4 + 3, Provenance.COUNTED));
        String image = "{'type':'image_url','image_url':{'url':'https://example.org/a.png'}}";
        assertThat(ContentCounter.input(
                        "gpt-4o",
                        json(("[{'role':'user','content':[" + text + "," + image + "]}]").replace('\'', '"')),
                        PromptTaker.NONE))
                .isEqualTo(new TokenCount(3 + 1 + 2 + 3, Provenance.ESTIMATED));
    }

    @Test
    void toolCallsAreAnEstimate() throws JsonProcessingException {
        String call = "[{'message':{'role':'assistant','content':null,"
                + "'tool_calls':[{'function':{'name':'hello','arguments':'hello world'}}]}}]";
        assertThat(ContentCounter.output("gpt-4o", json(call.replace('\'', '"'))))
                .isEqualTo(new TokenCount(8 + 1 + 2, Provenance.ESTIMATED));
    }

    @Test
    void whatIsNotThereIsNotCounted() throws JsonProcessingException {
        assertThat(ContentCounter.input("gpt-4o", null, PromptTaker.NONE)).isNull();
        assertThat(ContentCounter.input("gpt-4o", json("[]"), PromptTaker.NONE)).isNull();
        assertThat(ContentCounter.input("gpt-4o", json("\"\""), PromptTaker.NONE))
                .isNull();
        assertThat(ContentCounter.output("gpt-4o", json("[]"))).isNull();
        assertThat(ContentCounter.output("gpt-4o", json("\"\""))).isEqualTo(new TokenCount(0, Provenance.COUNTED));
    }

    @Test
    void specialTokensAreOrdinaryText() {
        assertThat(TokenEncoding.O200K_BASE.count("<|endoftext|>")).isGreaterThan(1);
    }

    @Test
    void anotherVendorsModelIsAnEstimate() throws JsonProcessingException {
        assertThat(ContentCounter.output("claude-opus-4-5", json("\"hello world\"")))
                .isEqualTo(new TokenCount(2, Provenance.ESTIMATED));
    }
}
