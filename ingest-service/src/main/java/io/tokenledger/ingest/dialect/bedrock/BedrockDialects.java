package io.tokenledger.ingest.dialect.bedrock;

import io.tokenledger.ingest.dialect.Dialect;
import java.util.List;

/** The dialects of AWS Bedrock's interfaces. */
public final class BedrockDialects {
    private BedrockDialects() {}

    /** Each of them. */
    public static List<Dialect> all() {
        return List.of(new ConverseDialect(), new InvokeModelDialect());
    }
}
