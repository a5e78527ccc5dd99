package io.tokenledger.ingest.prefix;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.tokens.PromptTaker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * A prompt in blocks of {@value #BLOCK_TOKENS} tokens, each hashed with all that stands before it, so that two blocks
 * have the same hash only where the prompts are the same from their first token on. The last tokens, which fill no
 * block, are left out. One prompt, one thread; nothing is worked out until the first token comes.
 */
public final class PromptBlocks implements PromptTaker {
    /** As in the Mooncake trace (Qin et al. 2024, "Mooncake: A KVCache-centric Disaggregated Architecture"). */
    public static final int BLOCK_TOKENS = 512;

    static final String MAC = "HmacSHA256";

    /** Stands before what is not a token; no token and no length is negative. */
    private static final int NOT_TEXT = -2;

    private final Key key;
    private final String[] sender;
    private final List<BlockHash> hashes = new ArrayList<>();
    private @Nullable Mac mac;
    private @Nullable ByteBuffer block;
    private int tokens;

    PromptBlocks(Key key, String tenant, String provider, String model) {
        this.key = key;
        this.sender = new String[] {tenant, provider, model};
    }

    /** The hashes of the whole blocks, from the first on. */
    List<BlockHash> hashes() {
        return hashes;
    }

    @Override
    public void token(int token) {
        Mac digest = begun();
        ByteBuffer pending = pending();
        pending.putInt(token);
        tokens++;
        if (tokens == BLOCK_TOKENS) {
            flush(digest, pending);
            byte[] hash = digest.doFinal();
            hashes.add(BlockHash.of(hash));
            digest.update(hash);
            tokens = 0;
        }
    }

    @Override
    public void notText(JsonNode part) {
        Mac digest = begun();
        flush(digest, pending());
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(NOT_TEXT).flip());
        update(digest, part.toString());
    }

    private Mac begun() {
        Mac digest = mac;
        if (digest == null) {
            digest = newMac();
            for (String part : sender) {
                update(digest, part);
            }
            mac = digest;
        }
        return digest;
    }

    private ByteBuffer pending() {
        ByteBuffer pending = block;
        if (pending == null) {
            pending = ByteBuffer.allocate(BLOCK_TOKENS * Integer.BYTES);
            block = pending;
        }
        return pending;
    }

    private Mac newMac() {
        try {
            Mac digest = Mac.getInstance(MAC);
            digest.init(key);
            return digest;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has " + MAC, e);
        }
    }

    private static void flush(Mac digest, ByteBuffer pending) {
        digest.update(pending.flip());
        pending.clear();
    }

    private static void update(Mac digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    @Override
    public String toString() {
        return "PromptBlocks[removed]";
    }
}
