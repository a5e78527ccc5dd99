package io.tokenledger.report.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The parts of an alert that are kept as JSON. Pure. */
final class AlertJsonText {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private AlertJsonText() {}

    /** By name: the order of a map that has none must not make two texts of one scope. */
    static String scope(Map<String, List<String>> scope) {
        return write(new TreeMap<>(scope));
    }

    static Map<String, List<String>> scope(String json) {
        return read(json, new TypeReference<>() {});
    }

    static String figures(Map<String, String> figures) {
        return write(figures);
    }

    static Map<String, String> figures(String json) {
        return read(json, new TypeReference<LinkedHashMap<String, String>>() {});
    }

    static String contributors(List<Contributor> contributors) {
        return write(contributors.stream().map(AlertJsonText::ordered).toList());
    }

    static List<Contributor> contributors(String json) {
        return read(json, new TypeReference<>() {});
    }

    private static Map<String, Object> ordered(Contributor one) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("group", new TreeMap<>(one.group()));
        fields.put("amount", one.amount());
        fields.put("unit", one.unit());
        fields.put("share", one.share());
        return fields;
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException cannotBe) {
            throw new IllegalStateException("texts and lists of them cannot be written as JSON", cannotBe);
        }
    }

    private static <T> T read(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("an alert that was kept is not readable", broken);
        }
    }
}
