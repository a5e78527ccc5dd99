package io.tokenledger.bench.counting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** The texts that are counted: the project's own English and Java, made-up Chinese and Japanese, and the worst there is. */
final class CountingTexts {
    private static final int USUAL_CHARS = 200_000;

    private static final List<String> SENTENCES = List.of(
            "每个事件只计算一次。",
            "费用按照当时有效的价格计算，",
            "没有价格的记录不会被当作免费。",
            "请问这个月哪个团队用得最多？",
            "利用状況を毎日集計します。",
            "この請求書は先月の分です、",
            "モデルを切り替えると費用はいくらになりますか。",
            "予算を超える前に通知してください。");

    private CountingTexts() {}

    /** Texts as people send them, by their kind. */
    static Map<String, String> usual(Path home, long seed) throws IOException {
        var random = new Random(seed);
        var cjk = new StringBuilder();
        while (cjk.length() < USUAL_CHARS) {
            cjk.append(SENTENCES.get(random.nextInt(SENTENCES.size())));
        }
        var texts = new LinkedHashMap<String, String>();
        texts.put("English", files(home.resolve("docs"), ".md"));
        texts.put("code", files(home.resolve("ingest-service/src/main/java"), ".java"));
        texts.put("Chinese, Japanese", cjk.substring(0, USUAL_CHARS));
        return texts;
    }

    /** One long piece each, of so many characters. */
    static Map<String, String> worst(int chars, long seed) {
        var random = new Random(seed);
        var letters = new StringBuilder();
        var ideographs = new StringBuilder();
        for (int i = 0; i < chars; i++) {
            letters.append((char) ('a' + random.nextInt(26)));
            ideographs.append((char) (0x4E00 + random.nextInt(0x5000)));
        }
        var texts = new LinkedHashMap<String, String>();
        texts.put("spaces", " ".repeat(chars));
        texts.put("line ends", "\n".repeat(chars));
        texts.put("one letter", "a".repeat(chars));
        texts.put("euro signs", "€".repeat(chars));
        texts.put("emoji", "😀".repeat(chars / 2));
        texts.put("letters", letters.toString());
        texts.put("ideographs", ideographs.toString());
        return texts;
    }

    private static String files(Path folder, String ending) throws IOException {
        var text = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(ending))
                    .sorted()
                    .toList()) {
                text.append(Files.readString(file));
            }
        }
        if (text.isEmpty()) {
            throw new IOException("there is no text in " + folder);
        }
        return text.substring(0, Math.min(text.length(), USUAL_CHARS));
    }
}
