package io.tokenledger.ingest.dialect.otel;

import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a span stands for. Only the call of a model is billed: an agent's or a workflow's span may carry the sum of the
 * calls below it, which would be counted a second time.
 */
public enum SpanOperation {
    /** A request to a model. */
    MODEL_CALL,
    /** A request for embeddings: a call of a model, without output tokens. */
    EMBEDDINGS,
    /** Anything else that a span can stand for: an agent, a workflow, a tool, a query of a database. */
    OTHER,
    /** It has usage, and an operation that no convention names: it may be a call or the sum of several. */
    UNKNOWN;

    private static final Set<String> CALLS =
            Set.of("chat", "text_completion", "generate_content", "completion", "rerank");
    private static final Set<String> EMBEDDING_CALLS = Set.of("embeddings", "embedding");
    private static final Set<String> OTHERS = Set.of(
            "create_agent",
            "invoke_agent",
            "invoke_workflow",
            "execute_tool",
            "plan",
            "retrieval",
            "create_memory",
            "create_memory_store",
            "delete_memory",
            "delete_memory_store",
            "search_memory",
            "update_memory",
            "upsert_memory");

    /** What the span with these attributes stands for.
     *
     * @param text the text of the attribute with that name, or null
     * @param has whether there is an attribute with that name
     */
    public static SpanOperation of(Function<String, @Nullable String> text, Predicate<String> has) {
        String name = either(text.apply(SpanNames.OPERATION.getFirst()), text.apply(SpanNames.REQUEST_TYPE.getFirst()));
        boolean hasUsage = any(SpanNames.INPUT, has) || any(SpanNames.OUTPUT, has) || any(SpanNames.TOTAL, has);
        if (name == null) {
            boolean hasModel = any(SpanNames.REQUEST_MODEL, has) || any(SpanNames.RESPONSE_MODEL, has);
            return hasUsage && hasModel && any(SpanNames.PROVIDER, has) ? MODEL_CALL : OTHER;
        }
        if (CALLS.contains(name)) {
            return MODEL_CALL;
        }
        if (EMBEDDING_CALLS.contains(name)) {
            return EMBEDDINGS;
        }
        return OTHERS.contains(name) || !hasUsage ? OTHER : UNKNOWN;
    }

    private static boolean any(Iterable<String> names, Predicate<String> has) {
        for (String name : names) {
            if (has.test(name)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String either(@Nullable String first, @Nullable String second) {
        return first == null ? second : first;
    }
}
