package io.tokenledger.ingest.dialect.openai;

import io.tokenledger.ingest.dialect.Dialect;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The dialects of OpenAI's interfaces, and of those who speak them. A provider's name is the price books' name for it. */
public final class OpenAiDialects {
    private static final Form CHAT = new ChatForm(Reasoning.INCLUDED);
    private static final Form RESPONSE = new ResponseForm(Reasoning.INCLUDED);
    private static final Form LIKE_CHAT = new ChatForm(Reasoning.BY_TOTAL);
    private static final Form LIKE_RESPONSE = new ResponseForm(Reasoning.BY_TOTAL);
    private static final Form EMBEDDING = new EmbeddingForm();
    private static final Form BATCH = new BatchLineForm();

    /** Those whose chat completions have no rule of their own. */
    private static final List<String> SPEAKERS = List.of(
            "cerebras",
            "deepseek",
            "fireworks",
            "huggingface",
            "mistral",
            "moonshotai",
            "snowflake",
            "together",
            "writer",
            "zai");

    private OpenAiDialects() {}

    /** Each of them. */
    public static List<Dialect> all() {
        var all = new ArrayList<Dialect>();
        for (String provider : List.of("openai", "azure")) {
            all.add(dialect(provider + ".chat.completion", provider, CHAT));
            all.add(dialect(provider + ".completion", provider, CHAT));
            all.add(dialect(provider + ".response", provider, RESPONSE));
            all.add(dialect(provider + ".embedding", provider, EMBEDDING));
            all.add(dialect(provider + ".realtime", provider, new RealtimeForm()));
            all.add(dialect(provider + ".thread.run", provider, new RunForm()));
            all.add(dialect(provider + ".batch", provider, BATCH));
        }
        for (String provider : SPEAKERS) {
            all.add(dialect(provider + ".chat", provider, LIKE_CHAT));
        }
        for (String provider : List.of("deepseek", "huggingface", "fireworks")) {
            all.add(dialect(provider + ".response", provider, LIKE_RESPONSE));
        }
        for (String provider : List.of("deepseek", "together", "fireworks")) {
            all.add(dialect(provider + ".completion", provider, LIKE_CHAT));
        }
        for (String provider : List.of("mistral", "together", "fireworks")) {
            all.add(dialect(provider + ".embedding", provider, EMBEDDING));
        }
        all.add(dialect("mistral.batch", "mistral", BATCH));
        all.add(dialect("groq.chat", "groq", new GroqForm(LIKE_CHAT)));
        all.add(dialect("groq.response", "groq", new GroqForm(LIKE_RESPONSE)));
        all.add(dialect("groq.batch", "groq", BATCH));
        all.add(dialect("xai.chat", "x-ai", new XaiForm()));
        all.add(dialect("xai.response", "x-ai", new XaiResponseForm()));
        all.add(dialect("openrouter.chat", "openrouter", new OpenRouterForm(LIKE_CHAT)));
        all.add(dialect("openrouter.response", "openrouter", new OpenRouterForm(LIKE_RESPONSE)));
        all.add(dialect("ollama.chat", "ollama", new OllamaForm()));
        all.add(dialect("openai.compatible", null, new AnyForm(Reasoning.BY_TOTAL)));
        return List.copyOf(all);
    }

    private static Dialect dialect(String type, @Nullable String provider, Form form) {
        return new ProviderDialect(type, provider, form);
    }
}
