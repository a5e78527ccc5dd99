package io.tokenledger.report.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts of a rule that are kept as JSON. Pure. */
final class RuleJsonText {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private RuleJsonText() {}

    static String write(Map<String, ?> fields) {
        try {
            return JSON.writeValueAsString(fields);
        } catch (JsonProcessingException cannotBe) {
            throw new IllegalStateException("texts and numbers by name cannot be written as JSON", cannotBe);
        }
    }

    static Map<String, List<String>> scope(String json) {
        return read(json, new TypeReference<>() {});
    }

    static Map<String, String> texts(String json) {
        return read(json, new TypeReference<LinkedHashMap<String, String>>() {});
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a rule that was kept is not readable", broken);
        }
    }
}
