package io.tokenledger.ingest.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.ingest.event.JsonFields;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import io.tokenledger.ingest.rejection.SafeText;

/**
 * OpenAI's organization usage API (OpenAI API reference, "Usage": completions, embeddings, moderations, images, audio
 * speeches and transcriptions, web search calls). {@code input_tokens} hold text, audio and images, cached and written to the
 * cache; where the cached ones are split by kind, {@code input_audio_tokens} and {@code input_image_tokens} are the uncached
 * ones. Results of file searches, code interpreter sessions and vector stores are of no model and are refused.
 */
final class OpenAiUsage implements UsageReport {
    private static final String KIND = "organization.usage.";

    @Override
    public String provider() {
        return "openai";
    }

    @Override
    public void read(JsonFields result, ObjectNode data) throws Refusal {
        data.put("model", UsageReport.model(result, "group_by=model"));
        UsageReport.dimension(result, "project_id", data, "project");
        UsageReport.dimension(result, "user_id", data, "user");
        if (result.node().path("batch").asBoolean(false)) {
            data.put("service_tier", "batch");
        } else {
            UsageReport.dimension(result, "service_tier", data, "service_tier");
        }
        ObjectNode tags = data.withObjectProperty("tags");
        for (String name : new String[] {"api_key_id", "source", "size", "context_level"}) {
            UsageReport.dimension(result, name, tags, name);
        }
        usage(result, data.withObjectProperty("usage"));
    }

    private static void usage(JsonFields result, ObjectNode usage) throws Refusal {
        String kind = result.node().path("object").asText("");
        switch (kind.startsWith(KIND) ? kind.substring(KIND.length()) : kind) {
            case "completions.result", "embeddings.result", "moderations.result" -> tokens(result, usage);
            case "images.result" -> units(result, usage, "images", "images_output");
            case "audio_speeches.result" -> units(result, usage, "characters", "characters_input");
            case "audio_transcriptions.result" -> units(result, usage, "seconds", "audio_input_seconds");
            case "web_searches.result" -> usage.put("web_searches", result.count("num_requests"));
            default ->
                throw new Refusal(
                        IngestError.SHAPE_UNKNOWN,
                        "object is " + SafeText.quoted(kind) + ": usage of a model is to be organization.usage. "
                                + "completions, embeddings, moderations, images, audio_speeches, audio_transcriptions "
                                + "or web_searches .result");
        }
    }

    private static void tokens(JsonFields result, ObjectNode usage) throws Refusal {
        long cachedAudio = result.count("input_cached_audio_tokens");
        long cachedImage = result.count("input_cached_image_tokens");
        long cached = result.count("input_cached_tokens") - cachedAudio - cachedImage;
        if (cached < 0) {
            throw new Refusal(
                    IngestError.COUNT_EXCEEDS_WHOLE,
                    "input_cached_audio_tokens and input_cached_image_tokens are more than input_cached_tokens, which "
                            + "hold them");
        }
        usage.put("input_tokens", result.count("input_tokens"));
        UsageReport.count(usage, "cached_input_tokens", cached);
        UsageReport.count(usage, "cached_audio_input_tokens", cachedAudio);
        UsageReport.count(usage, "cached_image_input_tokens", cachedImage);
        UsageReport.count(usage, "cache_write_tokens", result.count("input_cache_write_tokens"));
        UsageReport.count(usage, "audio_input_tokens", result.count("input_audio_tokens"));
        UsageReport.count(usage, "image_input_tokens", result.count("input_image_tokens"));
        usage.put("output_tokens", result.count("output_tokens"));
        UsageReport.count(usage, "audio_output_tokens", result.count("output_audio_tokens"));
        UsageReport.count(usage, "image_output_tokens", result.count("output_image_tokens"));
        usage.put("requests", result.count("num_model_requests"));
    }

    private static void units(JsonFields result, ObjectNode usage, String unit, String meter) throws Refusal {
        usage.withObjectProperty("meters").put(meter, result.count(unit));
        usage.put("requests", result.count("num_model_requests"));
    }
}
