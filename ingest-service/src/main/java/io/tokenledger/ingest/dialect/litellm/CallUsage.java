package io.tokenledger.ingest.dialect.litellm;

import io.tokenledger.ingest.dialect.InputUsage;
import io.tokenledger.ingest.dialect.OutputUsage;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a call, from LiteLLM's own usage object where there is one: it has OpenAI's form for every provider,
 * its {@code prompt_tokens} with what was read from and written to a cache (LiteLLM, {@code
 * AnthropicConfig.calculate_usage}). The counts at the top of the payload are less sure, because some routes take the
 * cached ones out of them.
 *
 * @param webSearches searches that the provider ran
 * @param isFast whether the provider served it in its fast mode, at other prices
 */
record CallUsage(InputUsage input, OutputUsage output, long webSearches, boolean isFast) {

    /** What the call used; null where LiteLLM knows of nothing: no counts, or nothing but zeros. */
    static @Nullable CallUsage of(LoggedCall call) throws Refusal {
        boolean pictures =
                call.type().contains("image_generation") || call.type().contains("image_edit");
        CallUsage usage = read(in(call.payload().object("metadata"), "usage_object"), pictures);
        if (usage == null) {
            usage = read(in(call.payload().object("hidden_params"), "usage_object"), pictures);
        }
        if (usage == null) {
            usage = read(in(call.response(), "usage"), pictures);
        }
        return usage == null ? read(call.payload(), pictures) : usage;
    }

    private static @Nullable JsonFields in(@Nullable JsonFields fields, String name) throws Refusal {
        return fields == null ? null : fields.object(name);
    }

    private static @Nullable CallUsage read(@Nullable JsonFields usage, boolean pictures) throws Refusal {
        if (usage == null) {
            return null;
        }
        boolean chat = usage.present("prompt_tokens") != null || usage.present("input_tokens") == null;
        JsonFields in = usage.object(chat ? "prompt_tokens_details" : "input_tokens_details");
        JsonFields out = usage.object(chat ? "completion_tokens_details" : "output_tokens_details");
        long prompt = usage.count(chat ? "prompt_tokens" : "input_tokens");
        long answer = usage.count(chat ? "completion_tokens" : "output_tokens");
        OutputUsage output = output(usage, prompt, answer, out, pictures);
        var read = new CallUsage(
                input(usage, prompt, in, chat, output),
                output,
                webSearches(usage, in),
                usage.node().path("speed").asText("").equals("fast"));
        return read.inputTokens() + read.outputTokens() + read.webSearches > 0 ? read : null;
    }

    private static InputUsage input(
            JsonFields usage, long stated, @Nullable JsonFields details, boolean chat, OutputUsage output)
            throws Refusal {
        long cached = firstOf(details, "cached_tokens", usage, "cache_read_input_tokens");
        long written = count(details, "cache_creation_tokens");
        written = written > 0 ? written : firstOf(details, "cache_write_tokens", usage, "cache_creation_input_tokens");
        long audio = count(details, "audio_tokens");
        long whole = stated;
        if (!chat && details == null) {
            whole += cached + written; // Anthropic's own form, as the provider wrote it.
        } else if (isWithoutWrites(usage, stated, cached, written, output)) {
            whole += written;
        }
        // Pictures that were read from the cache are in both counts; they cost what the cache costs.
        long rest = Math.max(0, whole - cached - written - audio);
        long image = Math.min(rest, count(details, "image_tokens"));
        long video = Math.min(rest - image, count(details, "video_tokens"));
        return new InputUsage(whole, cached, written, oneHour(usage, details, written), audio, image, video, 0, 0);
    }

    /**
     * LiteLLM of April to October 2025 left what was written to a cache out of {@code prompt_tokens} (pull requests
     * 9838 and 15292). That shows where the total has it, and where the parts would be larger than their whole.
     */
    private static boolean isWithoutWrites(JsonFields usage, long stated, long cached, long written, OutputUsage output)
            throws Refusal {
        Long total = usage.countOrNull("total_tokens");
        Long answered = output.total();
        return written > 0
                && answered != null
                && ((total != null && total == stated + written + answered)
                        || (stated >= cached && stated < cached + written));
    }

    private static long oneHour(JsonFields usage, @Nullable JsonFields details, long written) throws Refusal {
        JsonFields kept = details == null ? null : details.object("cache_creation_token_details");
        JsonFields lifetimes = kept == null ? usage.object("cache_creation") : kept;
        return lifetimes == null || written == 0 ? 0 : lifetimes.count("ephemeral_1h_input_tokens");
    }

    /** Some providers (xAI) do not count reasoning among the completion tokens: then it is the total that has it. */
    private static OutputUsage output(
            JsonFields usage, long prompt, long stated, @Nullable JsonFields details, boolean pictures) throws Refusal {
        long reasoning = count(details, "reasoning_tokens");
        Long total = usage.countOrNull("total_tokens");
        boolean beside = reasoning > 0 && total != null && total == prompt + stated + reasoning;
        long whole = beside ? stated + reasoning : stated;
        return new OutputUsage(
                        whole,
                        reasoning,
                        count(details, "audio_tokens"),
                        pictures ? whole - reasoning : count(details, "image_tokens"),
                        count(details, "video_tokens"))
                .withReasoningStated(details != null && details.present("reasoning_tokens") != null);
    }

    private static long webSearches(JsonFields usage, @Nullable JsonFields input) throws Refusal {
        JsonFields tools = usage.object("server_tool_use");
        long searches = tools == null ? 0 : tools.count("web_search_requests");
        return searches > 0 ? searches : count(input, "web_search_requests");
    }

    private static long firstOf(@Nullable JsonFields first, String name, JsonFields second, String otherName)
            throws Refusal {
        long count = count(first, name);
        return count > 0 ? count : second.count(otherName);
    }

    private static long count(@Nullable JsonFields fields, String name) throws Refusal {
        return fields == null ? 0 : fields.count(name);
    }

    /** All input tokens. */
    long inputTokens() {
        Long total = input.total();
        return total == null ? 0 : total;
    }

    /** All output tokens. */
    long outputTokens() {
        Long total = output.total();
        return total == null ? 0 : total;
    }
}
