package io.tokenledger.ingest.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokenledger.contract.Meter;
import io.tokenledger.ingest.pipeline.Deliveries;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searches are billed and stand outside the usage: one that is overlooked would be free. */
class OpenAiWebSearchTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            0 | [{"type":"message","content":[{"type":"output_text","text":"done"}]}]
            1 | [{"type":"web_search_call","id":"ws_1","status":"completed","action":{"type":"search","query":"x"}}]
            1 | [{"type":"web_search_call","id":"ws_1","status":"completed"}]
            2 | [{"type":"web_search_call","action":{"type":"search"}},{"type":"web_search_call","action":{"type":"search"}}]
            1 | [{"type":"web_search_call","action":{"type":"search"}},{"type":"web_search_call","action":{"type":"open_page"}}]
            0 | [{"type":"web_search_call","action":{"type":"find_in_page"}},{"type":"file_search_call"}]
            0 | "web_search_call"
            0 | [null, 7, "web_search_call"]
            """)
    void searchesOfAResponseAreCounted(long searches, String output) {
        var usage = Deliveries.accepted("""
                {"specversion":"1.0","id":"r-1","source":"test","type":"openai.response","data":{"tenant":"acme",
                 "response":{"object":"response","created_at":1751364000,"model":"gpt-4.1","output":%s,
                 "usage":{"input_tokens":10,"output_tokens":5}}}}""".formatted(output));
        assertThat(usage.meters().quantity(Meter.WEB_SEARCHES)).isEqualTo(searches);
    }
}
