package io.tokenledger.report.closing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Checks as they are kept with what happened to a period: JSON. Pure. */
final class CheckText {
    static final int LONGEST_SENTENCE = 100_000;

    private CheckText() {}

    static String of(List<Check> checks) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        var list = body.putArray("checks");
        for (Check check : checks) {
            list.add(node(check));
        }
        return body.toString();
    }

    private static JsonNode node(Check check) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", check.name().wireName())
                .put("state", check.state().wireName())
                .put("value", check.value())
                .put("limit", check.limit())
                .put("sentence", check.sentence())
                .put("link", check.link());
    }
}
