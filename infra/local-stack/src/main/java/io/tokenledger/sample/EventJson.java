package io.tokenledger.sample;

/** Writes a request as the CloudEvents event that its app would send. No event has any content. */
final class EventJson {
    private final JsonBytes json = new JsonBytes();

    SampleRecord write(SampleEvent event) {
        AppProfile.Dialect dialect =
                event.model().provider().equals("openai") ? event.app().dialect() : AppProfile.Dialect.NATIVE;
        json.start().text("{\"specversion\":\"1.0\",\"id\":\"").hex(event.number());
        json.text("\",\"source\":\"").text(event.app().app());
        json.text("\",\"type\":\"").text(type(dialect));
        json.text("\",\"time\":\"").instant(event.atMillis());
        json.text("\",\"data\":{\"tenant\":\"").text(event.tenant());
        attribution(event);
        switch (dialect) {
            case NATIVE -> nativeUsage(event);
            case CHAT_COMPLETION -> chatCompletion(event);
            case RESPONSE -> response(event);
        }
        byte[] value = json.text("}}").copy();
        return new SampleRecord(json.start().hex(event.number()).copy(), value);
    }

    private static String type(AppProfile.Dialect dialect) {
        return switch (dialect) {
            case NATIVE -> "io.tokenledger.usage.v1";
            case CHAT_COMPLETION -> "openai.chat.completion";
            case RESPONSE -> "openai.response";
        };
    }

    private void attribution(SampleEvent event) {
        json.text("\",\"team\":\"").text(event.app().team());
        json.text("\",\"project\":\"").text(event.app().project());
        json.text("\",\"app\":\"").text(event.app().app());
        json.text("\",\"environment\":\"").text(event.environment()).text("\"");
        if (event.user() != 0) {
            json.text(",\"user\":\"u").number(event.user()).text("\"");
        }
        json.text(",\"tags\":{\"feature\":\"").text(event.feature()).text("\"}");
    }

    private void nativeUsage(SampleEvent event) {
        ModelUse model = event.model();
        TokenCounts tokens = event.tokens();
        json.text(",\"provider\":\"").text(model.provider());
        json.text("\",\"model\":\"").text(model.model());
        json.text("\",\"service_tier\":\"").text(model.tier()).text("\"");
        if (model.effort() != null) {
            json.text(",\"reasoning_effort\":\"").text(model.effort()).text("\"");
        }
        json.text(",\"usage\":{\"input_tokens\":").number(tokens.input());
        json.text(",\"cached_input_tokens\":").number(tokens.cached());
        json.text(",\"cache_write_tokens\":").number(tokens.cacheWrite());
        json.text(",\"output_tokens\":").number(tokens.output());
        json.text(",\"reasoning_tokens\":").number(tokens.reasoning());
        json.text(",\"requests\":1}");
    }

    private void chatCompletion(SampleEvent event) {
        TokenCounts tokens = event.tokens();
        json.text(",\"response\":{\"id\":\"chatcmpl-").hex(event.number());
        json.text("\",\"object\":\"chat.completion\",\"created\":").number(event.atMillis() / 1_000);
        responseHead(event);
        json.text(",\"usage\":{\"prompt_tokens\":").number(tokens.input());
        json.text(",\"completion_tokens\":").number(tokens.output());
        json.text(",\"total_tokens\":").number(tokens.input() + tokens.output());
        json.text(",\"prompt_tokens_details\":{\"cached_tokens\":").number(tokens.cached());
        json.text(",\"audio_tokens\":0},\"completion_tokens_details\":{\"reasoning_tokens\":")
                .number(tokens.reasoning());
        json.text(",\"audio_tokens\":0}}}");
    }

    private void response(SampleEvent event) {
        TokenCounts tokens = event.tokens();
        json.text(",\"response\":{\"id\":\"resp_").hex(event.number());
        json.text("\",\"object\":\"response\",\"created_at\":").number(event.atMillis() / 1_000);
        responseHead(event);
        if (event.model().effort() != null) {
            json.text(",\"reasoning\":{\"effort\":\"")
                    .text(event.model().effort())
                    .text("\"}");
        }
        json.text(",\"usage\":{\"input_tokens\":").number(tokens.input());
        json.text(",\"input_tokens_details\":{\"cached_tokens\":").number(tokens.cached());
        json.text("},\"output_tokens\":").number(tokens.output());
        json.text(",\"output_tokens_details\":{\"reasoning_tokens\":").number(tokens.reasoning());
        json.text("},\"total_tokens\":")
                .number(tokens.input() + tokens.output())
                .text("}}");
    }

    /** OpenAI says {@code default} for the standard tier. */
    private void responseHead(SampleEvent event) {
        String tier = event.model().tier();
        json.text(",\"model\":\"").text(event.model().model());
        json.text("\",\"service_tier\":\"")
                .text(tier.equals("standard") ? "default" : tier)
                .text("\"");
    }
}
