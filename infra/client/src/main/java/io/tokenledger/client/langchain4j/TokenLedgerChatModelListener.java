package io.tokenledger.client.langchain4j;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import io.tokenledger.client.Attribution;
import io.tokenledger.client.UsageClient;
import io.tokenledger.client.UsageCounts;
import io.tokenledger.client.UsageEvent;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Records every answer of a chat model that says what it used; no text of it. Added to a model's {@code listeners}, of a
 * streaming one too. LangChain4j's core knows the totals of input and output; cached and reasoning tokens it does not tell,
 * so they are recorded, and priced, as plain ones. A request that failed has no usage and is not recorded.
 */
public final class TokenLedgerChatModelListener implements ChatModelListener {
    private static final System.Logger LOG = System.getLogger(TokenLedgerChatModelListener.class.getName());
    private static final int MAX_ID_CHARS = 512;

    /** Where the attribution waits, between request and response. */
    private final Object key = new Object();

    private final UsageClient client;
    private final String source;
    private final Function<ChatModelRequestContext, Attribution> attribution;
    private final Function<ModelProvider, String> providers;
    private final LongAdder withoutUsage = new LongAdder();

    /** Everything is of the same. */
    public TokenLedgerChatModelListener(UsageClient client, String source, Attribution attribution) {
        this(client, source, request -> attribution);
    }

    /**
     * Each request says whose it is.
     *
     * @param source who says so: the application
     * @param attribution who a request is for; called on the thread that makes it
     */
    public TokenLedgerChatModelListener(
            UsageClient client, String source, Function<ChatModelRequestContext, Attribution> attribution) {
        this(client, source, attribution, Providers::named);
    }

    /**
     * The same, with other names of providers.
     *
     * @param providers the price book's name of a provider, where the usual one will not do
     */
    public TokenLedgerChatModelListener(
            UsageClient client,
            String source,
            Function<ChatModelRequestContext, Attribution> attribution,
            Function<ModelProvider, String> providers) {
        this.client = client;
        this.source = source;
        this.attribution = attribution;
        this.providers = providers;
    }

    @Override
    public void onRequest(ChatModelRequestContext request) {
        request.attributes().put(key, attribution.apply(request));
    }

    @Override
    public void onResponse(ChatModelResponseContext context) {
        UsageCounts usage = usage(context.chatResponse().tokenUsage());
        String model = model(context);
        if (usage == null || model == null || !(context.attributes().get(key) instanceof Attribution known)) {
            withoutUsage.increment();
            LOG.log(
                    Level.WARNING,
                    "an answer of {0}, model {1}, is not recorded: it does not say what it used, or whose it is",
                    context.modelProvider(),
                    model);
            return;
        }
        UsageEvent.Builder event = UsageEvent.builder()
                .source(source)
                .attribution(known)
                .provider(providers.apply(context.modelProvider()))
                .model(model)
                .usage(usage);
        String id = context.chatResponse().id();
        if (id != null && !id.isBlank() && id.length() <= MAX_ID_CHARS) {
            event.id(id);
        }
        client.record(event.build());
    }

    /** Answers that could not be recorded because nothing says what they used. */
    public long withoutUsage() {
        return withoutUsage.sum();
    }

    private static @Nullable String model(ChatModelResponseContext context) {
        ChatResponse response = context.chatResponse();
        String answered = response.modelName();
        return answered == null ? context.chatRequest().modelName() : answered;
    }

    /**
     * A count that is missing follows from a total that is larger than the other. A total that is not is LangChain4j's own
     * sum of what it knows: then the count stays unstated.
     */
    private static @Nullable UsageCounts usage(@Nullable TokenUsage usage) {
        if (usage == null) {
            return null;
        }
        Integer input = usage.inputTokenCount();
        Integer output = usage.outputTokenCount();
        if (input == null && output == null) {
            return null;
        }
        var counts = UsageCounts.builder();
        if (input != null) {
            counts.inputTokens(input);
        }
        if (output != null) {
            counts.outputTokens(output);
        }
        Integer total = usage.totalTokenCount();
        if (total != null && output == null && total > input) {
            counts.outputTokens(total - input);
        } else if (total != null && input == null && total > output) {
            counts.inputTokens(total - output);
        }
        return counts.build();
    }
}
