package io.tokenledger.report.statement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class StatementPageTest {
    private static final String SCRIPT = "\"><script>alert('x')</script><img src=x onerror=alert(1) />&amp;";

    private final ObjectNode october = WorkedExample.document(WorkedExample.october(), "search", 3, null);

    @Test
    void nothingThatSomebodyNamedBecomesMarkup() throws Exception {
        ((ObjectNode) october.path("cost_center")).put("name", SCRIPT).put("owner", SCRIPT);
        ArrayNode lines = (ArrayNode) october.path("sections").get(0).path("lines");
        ((ObjectNode) lines.get(0)).put("team", SCRIPT).put("model", SCRIPT);
        String html = Pages.html(october, "ab");
        assertThat(html).doesNotContain("<script", "<img");
        Document page = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(html)));
        assertThat(page.getElementsByTagName("script").getLength()).isZero();
        assertThat(page.getElementsByTagName("img").getLength()).isZero();
        assertThat(page.getElementsByTagName("title").item(0).getTextContent()).contains(SCRIPT);
        assertThat(page.getDocumentElement().getTextContent()).contains(SCRIPT);
    }

    @Test
    void pageLoadsNothingAndRunsNothing() {
        assertThat(Pages.html(october, "ab"))
                .doesNotContainIgnoringCase(
                        "<script", "<link", "<iframe", "url(", "@import", "javascript:", " onload", " onclick");
    }

    @Test
    void draftAndUnpricedUsageAreSaid() {
        october.put("status", "draft").putNull("number").put("unpriced_requests", 2);
        assertThat(Pages.html(october, "ab"))
                .contains("Statement (draft), 2026-10", "2 requests have no price yet", "31.25 EUR", "Charged");
        october.put("unpriced_requests", 0);
        assertThat(Pages.html(october, "ab")).doesNotContain("no price yet");
    }
}
