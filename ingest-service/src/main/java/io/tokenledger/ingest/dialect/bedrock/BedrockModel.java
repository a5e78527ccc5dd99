package io.tokenledger.ingest.dialect.bedrock;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model as Bedrock is asked for it. What geography serves it is part of the id, and of the price: {@code us.},
 * {@code eu.} and {@code global.} stay before it. Of an ARN the id remains, and its region. What only the account
 * knows (an application inference profile, a model that was imported, provisioned or trained) keeps its whole ARN, to
 * be named in the price book.
 *
 * @param region the region of the ARN; null where there is none
 */
record BedrockModel(String id, @Nullable String region) {
    private static final Set<String> NAMED_BY_MODEL = Set.of("foundation-model", "inference-profile");
    private static final int ARN_PARTS = 6;
    private static final int REGION = 3;
    private static final int RESOURCE = 5;

    static BedrockModel of(String asked) {
        String[] parts = asked.split(":", ARN_PARTS);
        if (parts.length < ARN_PARTS || !parts[0].equals("arn")) {
            return new BedrockModel(asked, null);
        }
        String region = parts[REGION].isBlank() ? null : parts[REGION];
        int slash = parts[RESOURCE].indexOf('/');
        String kind = slash < 0 ? "" : parts[RESOURCE].substring(0, slash);
        String id = parts[RESOURCE].substring(slash + 1);
        return new BedrockModel(NAMED_BY_MODEL.contains(kind) && !id.isBlank() ? id : asked, region);
    }
}
