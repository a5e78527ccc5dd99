package io.tokenledger.e2e.whatif;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which model, tier, app and team row N of a trace belongs to, and what it uses beside plain tokens. */
final class Roster {
    /** Provider, model, tier, effort, region; {@code -} is none. */
    private static final List<String[]> MODELS =
            """
            openai o3 standard high -
            openai o3-2025-04-16 standard medium -
            openai o3 flex high -
            openai o3 batch low -
            openai o3 priority - -
            openai o4-mini standard medium -
            openai o4-mini-2025-04-16 standard high eu
            openai o4-mini-high standard high -
            openai o4-mini batch low -
            openai o3-mini standard high -
            openai o1 standard - -
            openai gpt-4.1 standard - -
            openai gpt-4.1-mini batch - -
            openai gpt-5.4 standard high -
            openai gpt-5.4 flex low -
            openai gpt-5.6-luna standard medium -
            openai gpt-5.6-luna priority - -
            openai gpt-5.6 standard high -
            anthropic claude-sonnet-4-5 standard - -
            anthropic claude-sonnet-4-5-20250929 batch - -
            anthropic claude-opus-5 standard - -
            google gemini-2.5-pro standard - -
            google gemini-2.5-pro batch - -
            google gemini-3.6-flash flex - -
            whatif-cloud heron standard - -
            whatif-cloud heron flex - eu
            whatif-cloud heron-20260102 batch - in
            whatif-cloud wren standard - eu
            whatif-cloud wren standard - -
            whatif-cloud late standard - -
            whatif-cloud wrong standard - -
            nobody unheard-of standard - -""".lines().map(line -> line.split(" ", -1)).toList();

    private static final List<String> APPS = List.of("assistant", "reader", "ranker", "writer", "");
    private static final List<String> TEAMS = List.of("search", "support", "platform");
    private static final List<String> FEATURES = List.of("chat", "summarise", "extract", "");

    private Roster() {}

    /** A use of row N with that many tokens. */
    static Use use(String id, Instant at, int row, long plain, long cached, long output) {
        String[] model = MODELS.get(row % MODELS.size());
        var meters = new HashMap<String, Long>();
        boolean reasons = model[1].startsWith("o") || model[1].startsWith("gpt-5");
        long reasoning = reasons ? output * (row % 5) / 5 : 0;
        boolean writes = model[0].equals("anthropic") && row % 3 == 0;
        meters.put("input", writes ? plain - plain / 2 : plain);
        meters.put("cached_input", cached);
        meters.put("output", output - reasoning);
        meters.put("reasoning", reasoning);
        meters.put("requests", 1L);
        if (writes) {
            meters.put("cache_write", plain / 2 - plain / 8);
            meters.put("cache_write_1h", plain / 8);
        }
        extras(row, meters);
        return new Use(
                MonthOfUsage.TRACES,
                id,
                at,
                attributes(row, model),
                tags(row),
                meters,
                row % 9 == 4 ? Set.of("tools") : Set.of());
    }

    /** An aggregate of some requests, searches, pages, pictures, films and sound, each now and then. */
    private static void extras(int row, Map<String, Long> meters) {
        if (row % 37 == 5) {
            long requests = 2L + row % 29;
            meters.replaceAll((_, quantity) -> quantity * requests + (quantity == 0 ? 0 : row % 7));
            meters.put("requests", requests);
        }
        if (row % 41 == 6) {
            meters.put("web_searches", 1L + row % 3);
        }
        if (row % 97 == 7) {
            meters.put("ocr_pages", 2L + row % 5);
        }
        if (row % 53 == 8) {
            meters.put("image_input", 300L + row % 1_000);
        }
        if (row % 61 == 9) {
            meters.put("audio_input", 200L + row % 700);
            meters.put("audio_output", 100L + row % 90);
        }
        if (row % 89 == 10) {
            meters.put("video_input", 900L + row % 50);
            meters.put("cached_image_input", 80L + row % 20);
        }
    }

    static Map<String, String> attributes(int row, String... model) {
        var attributes = new HashMap<String, String>();
        attributes.put("provider", model[0]);
        attributes.put("model", model[1]);
        attributes.put("service_tier", model[2]);
        put(attributes, "reasoning_effort", model[3].equals("-") ? "" : model[3]);
        put(attributes, "region", model[4].equals("-") ? "" : model[4]);
        put(attributes, "app", APPS.get(row / 7 % APPS.size()));
        put(attributes, "team", TEAMS.get(row / 5 % TEAMS.size()));
        put(attributes, "project", row % 2 == 0 ? "alpha" : "beta");
        put(attributes, "environment", row % 4 == 0 ? "test" : "prod");
        put(attributes, "user", row % 3 == 0 ? "u" + row % 200 : "");
        return attributes;
    }

    static Map<String, String> tags(int row) {
        var tags = new HashMap<String, String>();
        put(tags, "feature", FEATURES.get(row / 11 % FEATURES.size()));
        return tags;
    }

    private static void put(Map<String, String> texts, String name, String text) {
        if (!text.isEmpty()) {
            texts.put(name, text);
        }
    }
}
