package io.tokenledger.ingest.tokens;

import io.tokenledger.contract.Provenance;
import io.tokenledger.contract.TokenCount;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts the parts of a request as they come, in batches, so that no more of it is held than a batch; what comes before
 * the model's name waits for it. One request, one thread at a time.
 */
final class RequestTally {
    /** Parts that are told one by one; the others are told as one. */
    static final int LISTED_PARTS = 10_000;

    static final String OVERHEAD = "overhead";

    private static final long BATCH_CHARS = 1 << 16;
    private static final int BATCH_PARTS = 1_000;

    private final Workers workers;
    private final List<RequestPart> waiting = new ArrayList<>();
    private final List<CountedPart> parts = new ArrayList<>();
    private final Sum input = new Sum();
    private final Sum output = new Sum();
    private final Sum unlisted = new Sum();
    private @Nullable String model;
    private boolean otherVendor;
    private long waitingChars;
    private long messages;
    private long names;
    private long roleTokens;
    private long choiceTokens;
    private boolean answered;
    private boolean tools;
    private boolean system;

    RequestTally(Workers workers) {
        this.workers = workers;
    }

    void model(String name) {
        model = name;
    }

    /** Another vendor's models are not counted with their own tokenizer, whatever they are called. */
    void provider(String name) {
        otherVendor = !name.startsWith("openai") && !name.startsWith("azure");
    }

    /** A message is there, and costs more than its texts. */
    void message(String role) throws InterruptedException {
        messages++;
        system |= role.equals("system") || role.equals("developer");
        add(new RequestPart.Text(OVERHEAD, role));
    }

    /** A message has a name. */
    void name(RequestPart.Text name) throws InterruptedException {
        names++;
        add(name);
    }

    void tool(RequestPart.Tool tool) throws InterruptedException {
        tools = true;
        add(tool);
    }

    /** Tools are to be chosen otherwise than by the model: none of them, or the one of that name. */
    void toolChoice(String name) throws InterruptedException {
        choiceTokens += name.isEmpty() ? ToolDefinitions.CHOICE_OF_NONE : ToolDefinitions.CHOICE_OF_ONE;
        add(new RequestPart.Text("tool_choice", name));
    }

    /** A part of the answer. */
    void answer(RequestPart part) throws InterruptedException {
        answered = true;
        add(part);
    }

    void add(RequestPart part) throws InterruptedException {
        waiting.add(part);
        waitingChars += part.chars();
        if (model != null && (waitingChars >= BATCH_CHARS || waiting.size() >= BATCH_PARTS)) {
            countWaiting(match(model));
        }
    }

    /** The counts, when everything has come. {@code planned} tokens are to be written, if no answer came. */
    TokenCounts finish(String named, long planned) throws InterruptedException {
        ModelFamilies.Match match = match(named);
        countWaiting(match);
        workers.run(() -> addFrames(match));
        if (unlisted.parts > 0) {
            parts.add(CountedPart.of("further parts", unlisted.tokens, unlisted.exact));
        }
        ModelFamily family = match.family();
        boolean complete = input.complete && output.complete;
        long written = answered ? output.tokens : planned;
        return new TokenCounts(
                named,
                family.encoding(),
                input.count(match),
                answered ? output.count(match) : null,
                complete,
                parts,
                family.limits(),
                family.limits().fits(input.tokens, written, complete));
    }

    private ModelFamilies.Match match(String named) {
        ModelFamilies.Match match = ModelFamilies.of(named);
        return otherVendor ? new ModelFamilies.Match(match.family(), false) : match;
    }

    private void countWaiting(ModelFamilies.Match match) throws InterruptedException {
        if (waiting.isEmpty()) {
            return;
        }
        workers.run(() -> {
            for (RequestPart part : waiting) {
                counted(part.count(match));
            }
        });
        waiting.clear();
        waitingChars = 0;
    }

    private void counted(CountedPart part) {
        if (part.part().equals(OVERHEAD)) {
            Long tokens = part.tokens();
            roleTokens += tokens == null ? 0 : tokens;
            return;
        }
        (part.part().startsWith("output") ? output : input).add(part);
        if (parts.size() < LISTED_PARTS) {
            parts.add(part);
        } else {
            unlisted.add(part);
        }
    }

    private void addFrames(ModelFamilies.Match match) {
        ChatOverhead chat = match.family().chat();
        if (tools) {
            long around = match.family().encoding().count(ToolDefinitions.NAMESPACE) + chat.tools() + choiceTokens;
            frame(CountedPart.of("tools", around - (system ? ToolDefinitions.SHARED_WITH_SYSTEM : 0), false));
        }
        if (messages > 0) {
            long around = messages * chat.message() + names * chat.name() + roleTokens + chat.priming();
            frame(CountedPart.of(OVERHEAD, around, match.own()));
        }
    }

    private void frame(CountedPart part) {
        input.add(part);
        parts.add(part);
    }

    /** A sum, and whether it is exact and all of it is known. */
    private static final class Sum {
        private long tokens;
        private long parts;
        private boolean exact = true;
        private boolean complete = true;

        void add(CountedPart part) {
            Long known = part.tokens();
            parts++;
            tokens += known == null ? 0 : known;
            exact &= part.provenance() == Provenance.COUNTED;
            complete &= known != null;
        }

        TokenCount count(ModelFamilies.Match match) {
            return new TokenCount(tokens, exact && match.own() ? Provenance.COUNTED : Provenance.ESTIMATED);
        }
    }
}
