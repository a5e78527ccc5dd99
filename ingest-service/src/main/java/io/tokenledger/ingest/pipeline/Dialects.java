package io.tokenledger.ingest.pipeline;

import io.tokenledger.ingest.dialect.Dialect;
import io.tokenledger.ingest.dialect.anthropic.AnthropicDialects;
import io.tokenledger.ingest.dialect.bedrock.BedrockDialects;
import io.tokenledger.ingest.dialect.cohere.CohereDialects;
import io.tokenledger.ingest.dialect.google.GoogleDialects;
import io.tokenledger.ingest.dialect.litellm.LiteLlmDialects;
import io.tokenledger.ingest.dialect.openai.OpenAiDialects;
import io.tokenledger.ingest.dialect.otel.OtelDialects;
import io.tokenledger.ingest.dialect.own.OwnDialects;
import io.tokenledger.ingest.dialect.voyage.VoyageDialects;
import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import io.tokenledger.ingest.rejection.SafeText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every dialect that ingest understands, by the CloudEvents type that names it. */
final class Dialects {
    private static final List<List<Dialect>> ALL = List.of(
            OwnDialects.all(), // one package a line
            OpenAiDialects.all(),
            AnthropicDialects.all(),
            GoogleDialects.all(),
            BedrockDialects.all(),
            CohereDialects.all(),
            VoyageDialects.all(),
            LiteLlmDialects.all(),
            OtelDialects.all());

    private static final Map<String, Dialect> BY_TYPE = byType();

    private Dialects() {}

    /** The dialect of that type; refused with the list of those known. */
    static Dialect of(String type) throws Refusal {
        Dialect dialect = BY_TYPE.get(type);
        if (dialect == null) {
            throw new Refusal(
                    IngestError.DIALECT_UNKNOWN,
                    "type is " + SafeText.quoted(type) + ": it is to be one of " + String.join(", ", BY_TYPE.keySet()));
        }
        return dialect;
    }

    private static Map<String, Dialect> byType() {
        var byType = new TreeMap<String, Dialect>();
        for (List<Dialect> dialects : ALL) {
            dialects.forEach(dialect -> byType.put(dialect.type(), dialect));
        }
        return byType;
    }
}
