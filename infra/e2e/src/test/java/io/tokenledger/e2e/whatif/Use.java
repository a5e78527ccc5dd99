package io.tokenledger.e2e.whatif;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One usage event, as an application would send it.
 *
 * @param attributes {@code team}, {@code provider}, {@code model}, {@code service_tier} …; what is missing is not attributed
 * @param meters disjoint quantities by the name of the meter, {@code requests} among them; what is missing is 0
 * @param stated what the request says that it made use of; what its meters tell comes on top
 */
record Use(
        String tenant,
        String id,
        Instant at,
        Map<String, String> attributes,
        Map<String, String> tags,
        Map<String, Long> meters,
        Set<String> stated) {

    static final List<String> INPUT = List.of(
            "input",
            "cached_input",
            "cache_write",
            "cache_write_1h",
            "audio_input",
            "image_input",
            "video_input",
            "cached_audio_input",
            "cached_image_input");
    static final List<String> OUTPUT = List.of("output", "reasoning", "audio_output", "image_output", "video_output");

    /** What stands in an event under its own name, beside the totals. */
    private static final List<String> PARTS = Stream.of(INPUT, OUTPUT)
            .flatMap(List::stream)
            .filter(meter -> !meter.equals("input") && !meter.equals("output") && !meter.startsWith("cache_write"))
            .toList();

    private static final List<String> FURTHER = List.of("ocr_pages");

    long quantity(String meter) {
        return meters.getOrDefault(meter, 0L);
    }

    long requests() {
        return quantity("requests");
    }

    long inputTokens() {
        return INPUT.stream().mapToLong(this::quantity).sum();
    }

    long outputTokens() {
        return OUTPUT.stream().mapToLong(this::quantity).sum();
    }

    /** The attribute; empty where the event has none. */
    String attribute(String name) {
        return name.equals("tenant")
                ? tenant
                : name.startsWith("tag.")
                        ? tags.getOrDefault(name.substring(4), "")
                        : attributes.getOrDefault(name, "");
    }

    /** What it needs of a model, by what it states and by what its meters tell. */
    Set<String> needs() {
        var needs = new TreeSet<String>(stated);
        if (quantity("image_input") + quantity("cached_image_input") > 0) {
            needs.add("images");
        }
        if (quantity("audio_input") + quantity("cached_audio_input") + quantity("audio_output") > 0) {
            needs.add("audio");
        }
        return needs;
    }

    byte[] bytes() {
        return """
                {"specversion":"1.0","id":"%s","source":"whatif","type":"io.tokenledger.usage.v1","time":"%s",\
                "data":{"tenant":"%s",%s"tags":{%s},"capabilities_used":[%s],"usage":{%s}}}""".formatted(
                        id,
                        at,
                        tenant,
                        texts(attributes).map(text -> text + ",").collect(joining()),
                        texts(tags).collect(joining(",")),
                        stated.stream().map(text -> '"' + text + '"').collect(joining(",")),
                        usage())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Stream<String> texts(Map<String, String> texts) {
        return texts.entrySet().stream().map(text -> "\"%s\":\"%s\"".formatted(text.getKey(), text.getValue()));
    }

    private String usage() {
        long written = quantity("cache_write") + quantity("cache_write_1h");
        String parts = PARTS.stream()
                .filter(part -> quantity(part) > 0)
                .map(part -> ",\"%s_tokens\":%d".formatted(part, quantity(part)))
                .collect(joining());
        String further = FURTHER.stream()
                .filter(meter -> quantity(meter) > 0)
                .map(meter -> ",\"meters\":{\"%s\":%d}".formatted(meter, quantity(meter)))
                .collect(joining());
        return """
                "input_tokens":%d,"output_tokens":%d,"requests":%d,"web_searches":%d,\
                "cache_write_tokens":%d,"cache_write_1h_tokens":%d%s%s""".formatted(
                        inputTokens(),
                        outputTokens(),
                        requests(),
                        quantity("web_searches"),
                        written,
                        quantity("cache_write_1h"),
                        parts,
                        further);
    }
}
