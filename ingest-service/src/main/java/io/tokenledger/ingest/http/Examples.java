package io.tokenledger.ingest.http;

/** Examples in the API description. */
final class Examples {
    static final String NATIVE = """
            {"specversion":"1.0","id":"8c6f","source":"checkout-bot","type":"io.tokenledger.usage.v1",
             "time":"2026-11-20T10:15:30Z",
             "data":{"tenant":"acme","provider":"openai","model":"o4-mini-2025-04-16","service_tier":"standard",
               "reasoning_effort":"high","team":"search","project":"ranker","app":"checkout-bot",
               "environment":"prod","user":"u42","tags":{"feature":"summarise"},
               "usage":{"input_tokens":1200,"cached_input_tokens":1000,"output_tokens":800,"reasoning_tokens":512}}}
            """;

    static final String OPENAI_CHAT = """
            {"specversion":"1.0","id":"chatcmpl-1","source":"support-bot","type":"openai.chat.completion",
             "data":{"tenant":"acme","team":"support",
               "response":{"created":1763633730,"model":"gpt-4.1-2025-04-14","service_tier":"default",
                 "usage":{"prompt_tokens":65,"completion_tokens":12,
                   "prompt_tokens_details":{"cached_tokens":0},
                   "completion_tokens_details":{"reasoning_tokens":0}}}}}
            """;

    static final String BATCH = "[" + NATIVE + "]";

    static final String RECEIPT = """
            {"accepted":1,"rejected":[{"index":1,"id":"8c70","code":"count.negative",
             "detail":"data.usage.output_tokens is -5: a count is 0 or more"}]}
            """;

    static final String PROBLEM = """
            {"type":"urn:tokenledger:problem:event.malformed_json",
             "title":"The event is not readable as JSON","status":400,"code":"event.malformed_json","detail":"the JSON ends too early, at line 1, column 87"}
            """;

    static final String IMPORT = """
            {"import_id":"october","status":"done","format":"csv","tenant":"acme",
             "started_at":"2026-11-21T12:00:00Z","updated_at":"2026-11-21T12:00:01Z",
             "lines":3,"accepted":2,"rejected":1,
             "first_rejected":[{"line":3,"id":"9c4e3f8e1235c0dd270116a3fce8b961","verdict":"rejected",
               "code":"count.negative","detail":"data.usage.output_tokens is -5: a count is 0 or more"}],
             "bytes":214,"sha256":"f2ca1bb6c7e907d06dafe4687e579fce76b37e4e93b7605022da52e6ccc26fd2",
             "ignored_columns":[]}
            """;

    private Examples() {}
}
