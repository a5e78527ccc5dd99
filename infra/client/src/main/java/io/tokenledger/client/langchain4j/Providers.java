package io.tokenledger.client.langchain4j;

import dev.langchain4j.model.ModelProvider;

/** The price book's names of LangChain4j's providers. */
final class Providers {
    private Providers() {}

    /** A provider that LangChain4j does not name is {@code other}: such an event is unpriced, which is seen. */
    static String named(ModelProvider provider) {
        return switch (provider) {
            case OPEN_AI -> "openai";
            case AZURE_OPEN_AI, MICROSOFT_FOUNDRY -> "azure";
            case ANTHROPIC -> "anthropic";
            case AMAZON_BEDROCK -> "aws";
            case GOOGLE_AI_GEMINI, GOOGLE_VERTEX_AI_GEMINI -> "google";
            case GOOGLE_VERTEX_AI_ANTHROPIC -> "vertex_ai";
            case MISTRAL_AI -> "mistral";
            case OLLAMA -> "ollama";
            case WATSONX -> "watsonx";
            case GITHUB_MODELS -> "github";
            case OTHER -> "other";
        };
    }
}
