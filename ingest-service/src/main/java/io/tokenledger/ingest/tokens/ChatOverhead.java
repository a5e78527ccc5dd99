package io.tokenledger.ingest.tokens;

/**
 * What a chat costs beside its texts (OpenAI cookbook, "How to count tokens with tiktoken").
 *
 * @param message tokens around each message
 * @param name tokens for a name, beside its text; −1 where the name stands in place of the role
 * @param priming tokens that prime the answer
 * @param tools tokens around the definitions of tools, if there are any
 */
record ChatOverhead(int message, int name, int priming, int tools) {}
