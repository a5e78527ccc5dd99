package io.tokenledger.ingest.tokens;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Texts that are hard to cut or to merge: every general category of Unicode, long runs, and pieces of real writing. */
final class Texts {
    private static final String[] FRAGMENTS = {
        "'s",
        "'S",
        "'ll",
        "'LL",
        "'Re",
        "'vE",
        "'d",
        "'m",
        "'t",
        "'\u017f",
        "'",
        "''",
        "'x",
        " the",
        "The",
        "HTTPServer",
        "camelCase",
        "naïve",
        "\u0301",
        "e\u0301",
        "!\u0301A",
        "中文",
        "中A",
        "A中AB",
        "ǅ",
        "ʰ",
        "日本語テキスト",
        "안녕",
        "שלום",
        "مرحبا",
        "नमस्ते",
        "😀",
        "👩‍👩‍👧‍👦",
        "🇩🇪",
        " ",
        "  ",
        "   ",
        "\t",
        "\n",
        "\r\n",
        "\n\n",
        " \n ",
        "\u00a0",
        "\u3000",
        "\u2028",
        "\u0085",
        "\u001c",
        "\u180e",
        "\u200b",
        "1",
        "12",
        "123",
        "1234567",
        "½",
        "Ⅷ",
        "٣",
        "/",
        "//",
        "/\n/",
        ".\n",
        ");\n",
        "{\"a\":",
        "},",
        "<|endoftext|>",
        "\ufffd",
        "\ud83d",
        "\ude00",
        "\ue000",
        "\u0378",
        "\udbff\udfff",
        "=====",
        "€"
    };

    private static final Map<Integer, int[]> BY_CATEGORY = byCategory();

    private Texts() {}

    /** A text of up to that many parts; some of them are repeated. */
    static String random(Random random, int parts) {
        var text = new StringBuilder();
        for (int i = random.nextInt(parts + 1); i > 0; i--) {
            String part = random.nextBoolean() ? FRAGMENTS[random.nextInt(FRAGMENTS.length)] : anyCategory(random);
            text.append(part.repeat(random.nextInt(8) == 0 ? 1 + random.nextInt(40) : 1));
        }
        return text.toString();
    }

    /** A character of any general category, each as likely as another. */
    static String anyCategory(Random random) {
        List<int[]> all = List.copyOf(BY_CATEGORY.values());
        int[] codePoints = all.get(random.nextInt(all.size()));
        return Character.toString(codePoints[random.nextInt(codePoints.length)]);
    }

    private static Map<Integer, int[]> byCategory() {
        var found = new TreeMap<Integer, List<Integer>>();
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            found.computeIfAbsent(Character.getType(c), type -> new ArrayList<>())
                    .add(c);
        }
        var arrays = new TreeMap<Integer, int[]>();
        found.forEach(
                (type, list) -> arrays.put(type, list.stream().mapToInt(c -> c).toArray()));
        return arrays;
    }
}
