package io.tokenledger.ingest.dialect;

import io.tokenledger.ingest.rejection.IngestError;
import io.tokenledger.ingest.rejection.Refusal;
import io.tokenledger.ingest.rejection.SafeText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every dialect that ingest understands, by the CloudEvents type that names it. */
public final class Dialects {
    private static final List<Dialect> ALL =
            List.of(new NativeDialect(), new OpenAiChatDialect(), new OpenAiResponseDialect());

    private static final Map<String, Dialect> BY_TYPE = byType();

    private Dialects() {}

    /** The dialect of that type; refused with the list of those known. */
    public static Dialect of(String type) throws Refusal {
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
        for (Dialect dialect : ALL) {
            byType.put(dialect.type(), dialect);
        }
        return byType;
    }
}
