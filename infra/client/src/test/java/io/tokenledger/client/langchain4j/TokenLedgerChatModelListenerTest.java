package io.tokenledger.client.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import io.tokenledger.client.Attribution;
import io.tokenledger.client.TestSink;
import io.tokenledger.client.UsageClient;
import io.tokenledger.client.UsageEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The listener on a model that LangChain4j itself calls; only the answer is made up. */
class TokenLedgerChatModelListenerTest {
    private static final Attribution SEARCH = Attribution.of("acme").withTeam("search");

    private final List<UsageEvent> recorded = new ArrayList<>();
    private final UsageClient client = UsageClient.to(new TestSink())
            .withoutSpill()
            .onRecorded(recorded::add)
            .build();

    @AfterEach
    void close() {
        client.close();
    }

    private record Model(ChatModelListener listener, ModelProvider vendor, Function<ChatRequest, ChatResponse> answer)
            implements ChatModel {
        @Override
        public ChatResponse doChat(ChatRequest request) {
            return answer.apply(request);
        }

        @Override
        public List<ChatModelListener> listeners() {
            return List.of(listener);
        }

        @Override
        public ModelProvider provider() {
            return vendor;
        }
    }

    private static ChatResponse answer(@Nullable String id, @Nullable String model, @Nullable TokenUsage usage) {
        return ChatResponse.builder()
                .aiMessage(AiMessage.from("a secret answer"))
                .id(id)
                .modelName(model)
                .tokenUsage(usage)
                .build();
    }

    private TokenLedgerChatModelListener listener() {
        return new TokenLedgerChatModelListener(client, "checkout-bot", SEARCH);
    }

    private void ask(TokenLedgerChatModelListener listener, ModelProvider vendor, ChatResponse answer) {
        new Model(listener, vendor, request -> answer)
                .chat(ChatRequest.builder()
                        .messages(UserMessage.from("a secret question"))
                        .modelName("gpt-4.1")
                        .build());
    }

    @Test
    void anAnswerIsRecordedWithItsUsageAndNoTextOfIt() {
        ask(listener(), ModelProvider.OPEN_AI, answer("chatcmpl-1", "gpt-4.1-2025-04-14", new TokenUsage(1200, 800)));

        assertThat(recorded).singleElement().satisfies(event -> {
            assertThat(event.id()).isEqualTo("chatcmpl-1");
            assertThat(event.source()).isEqualTo("checkout-bot");
            assertThat(event.provider()).isEqualTo("openai");
            assertThat(event.model()).isEqualTo("gpt-4.1-2025-04-14");
            assertThat(event.attribution()).isEqualTo(SEARCH);
            assertThat(event.usage().count("input_tokens")).isEqualTo(1200);
            assertThat(event.usage().count("output_tokens")).isEqualTo(800);
            assertThat(event.toString()).doesNotContain("secret");
        });
    }

    @Test
    void attributionFollowsTheRequest() {
        var listener = new TokenLedgerChatModelListener(
                client,
                "bot",
                request -> Attribution.of("tenant-of-" + request.chatRequest().modelName()));
        ask(listener, ModelProvider.OPEN_AI, answer("a", null, new TokenUsage(1, 2)));
        assertThat(recorded).singleElement().satisfies(event -> {
            assertThat(event.attribution().tenant()).isEqualTo("tenant-of-gpt-4.1");
            assertThat(event.model()).as("the one that was asked").isEqualTo("gpt-4.1");
        });
    }

    @Test
    void anAnswerWithoutAnIdGetsOne() {
        ask(listener(), ModelProvider.OPEN_AI, answer(null, "m", new TokenUsage(1, 2)));
        ask(listener(), ModelProvider.OPEN_AI, answer(null, "m", new TokenUsage(1, 2)));
        assertThat(recorded)
                .extracting(UsageEvent::id)
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(UUID.fromString(id).version()).isEqualTo(7));
    }

    @Test
    void aCountThatIsMissingFollowsFromTheTotal() {
        ask(listener(), ModelProvider.OPEN_AI, answer("a", "m", new TokenUsage(10, null, 25)));
        ask(listener(), ModelProvider.OPEN_AI, answer("b", "m", new TokenUsage(null, 10, 25)));
        assertThat(recorded)
                .extracting(event -> event.usage().count("output_tokens"))
                .containsExactly(15L, 10L);
        assertThat(recorded)
                .extracting(event -> event.usage().count("input_tokens"))
                .containsExactly(10L, 15L);
    }

    @Test
    void anAnswerThatDoesNotSayWhatItUsedIsCountedAndNotMadeUp() {
        TokenLedgerChatModelListener listener = listener();
        ask(listener, ModelProvider.OPEN_AI, answer("a", "m", null));
        ask(listener, ModelProvider.OPEN_AI, answer("b", "m", new TokenUsage(null, null, 25)));
        assertThat(recorded).isEmpty();
        assertThat(listener.withoutUsage()).isEqualTo(2);

        ask(listener, ModelProvider.OPEN_AI, answer("c", "m", new TokenUsage(3)));
        assertThat(recorded)
                .singleElement()
                .satisfies(event -> assertThat(event.usage().counts()).isEqualTo(Map.of("input_tokens", 3L)));
    }

    @Test
    void aRequestThatFailsRecordsNothing() {
        var model = new Model(listener(), ModelProvider.OPEN_AI, request -> {
            throw new IllegalStateException("the provider is down");
        });
        assertThatThrownBy(() -> model.chat("a question")).isInstanceOf(IllegalStateException.class);
        assertThat(recorded).isEmpty();
    }

    @Test
    void everyProviderHasTheNameOfThePriceBook() {
        for (ModelProvider provider : ModelProvider.values()) {
            ask(listener(), provider, answer(provider.name(), "m", new TokenUsage(1, 2)));
        }
        assertThat(recorded)
                .extracting(event -> event.id() + "=" + event.provider())
                .containsExactlyInAnyOrder(
                        "OPEN_AI=openai",
                        "AZURE_OPEN_AI=azure",
                        "MICROSOFT_FOUNDRY=azure",
                        "ANTHROPIC=anthropic",
                        "AMAZON_BEDROCK=aws",
                        "GOOGLE_AI_GEMINI=google",
                        "GOOGLE_VERTEX_AI_GEMINI=google",
                        "GOOGLE_VERTEX_AI_ANTHROPIC=vertex_ai",
                        "MISTRAL_AI=mistral",
                        "OLLAMA=ollama",
                        "WATSONX=watsonx",
                        "GITHUB_MODELS=github",
                        "OTHER=other");
    }
}
