package io.tokenledger.ingest.tokens;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * OpenAI's tokenizers. What looks like a special token is ordinary text, since it is text that somebody sent. A table
 * is loaded when it is first needed and takes about half a second.
 */
public enum TokenEncoding {
    /** GPT-3's base models. */
    R50K_BASE(PreTokens.GPT2),
    /** GPT-3.5's text models and Codex: as r50k_base, and runs of spaces. */
    P50K_BASE(PreTokens.GPT2),
    /** gpt-3.5-turbo, gpt-4 and the embeddings. */
    CL100K_BASE(PreTokens.CL100K),
    /** gpt-4o, the o series and all that came later. */
    O200K_BASE(PreTokens.O200K);

    private static final Map<TokenEncoding, TextEncoder> LOADED = new ConcurrentHashMap<>();

    private final String id = name().toLowerCase(Locale.ROOT);
    private final PreTokens preTokens;

    TokenEncoding(PreTokens preTokens) {
        this.preTokens = preTokens;
    }

    /** The name that OpenAI gave it, e.g. {@code o200k_base}. */
    public String id() {
        return id;
    }

    /** The encoding of that name; an unknown one is refused. */
    static TokenEncoding byId(String id) {
        for (TokenEncoding encoding : values()) {
            if (encoding.id.equals(id)) {
                return encoding;
            }
        }
        throw new IllegalArgumentException("unknown encoding '" + id + "'");
    }

    /** Number of tokens of the text; half of a surrogate pair, which has no form in UTF-8, counts as U+FFFD, as in tiktoken. */
    public long count(String text) {
        return count(text, PromptTaker.NONE);
    }

    /** The same number, and the tokens themselves for the taker. */
    long count(String text, PromptTaker taker) {
        var tokens = new TokenBuffer(taker != PromptTaker.NONE);
        encoder().encode(text, tokens);
        if (taker != PromptTaker.NONE) {
            tokens.giveTo(taker);
        }
        return tokens.size();
    }

    TextEncoder encoder() {
        return LOADED.computeIfAbsent(
                this, encoding -> new TextEncoder(RankTable.published(encoding.id), encoding.preTokens));
    }
}
