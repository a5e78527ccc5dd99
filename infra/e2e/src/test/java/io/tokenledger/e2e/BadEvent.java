package io.tokenledger.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Something a broken application sends, and what it must be told.
 *
 * @param name what is wrong; part of its id
 * @param id the id it carries, where that can be read
 * @param octets its bytes, a character each; some are no valid text
 * @param readable whether it is JSON and an object: then there is a verdict on it, else the request is refused
 * @param code the stable code of its rejection
 * @param told parts of the detail: the value and the rule
 */
record BadEvent(String name, String id, String octets, boolean readable, String code, List<String> told) {
    static final int MEBIBYTE = 1024 * 1024;

    /** Holds every kind of content the native form has; {@code SECRET} stands for what was said. */
    private static final String GOOD = """
            {"specversion":"1.0","id":"ID","source":"e2e","type":"io.tokenledger.usage.v1","time":"2025-07-01T10:00:00Z",\
            "data":{"tenant":"TENANT","provider":"openai","model":"o4-mini","team":"search","note":"SECRET",\
            "usage":{"input_tokens":100,"cached_input_tokens":10,"output_tokens":50,"reasoning_tokens":20},\
            "content":{"messages":[{"role":"user","content":"SECRET"}],"output":"SECRET"}}}""";

    /** Writes down bad events of one tenant, with the same secret in all of them. */
    private record Writer(String tenant, String idPrefix, String secret, List<BadEvent> written) {

        void replaced(String name, String part, String by, String code, String... told) {
            written.add(new BadEvent(name, id(name), json(name, part, by), true, code, List.of(told)));
        }

        void unreadable(String name, String part, String by, String code, String... told) {
            whole(name, json(name, part, by), code, told);
        }

        void whole(String name, String octets, String code, String... told) {
            written.add(new BadEvent(name, id(name), octets, false, code, List.of(told)));
        }

        String json(String name, String part, String by) {
            if (!GOOD.contains(part)) {
                throw new AssertionError(name + ": there is nothing to replace: " + part);
            }
            return GOOD.replace(part, by)
                    .replace("\"ID\"", "\"" + id(name) + "\"")
                    .replace("TENANT", tenant)
                    .replace("SECRET", secret);
        }

        String id(String name) {
            return idPrefix + name.replace(' ', '-');
        }
    }

    /** One of each kind. */
    static List<BadEvent> ofEveryKind(String tenant, String idPrefix, String secret) {
        var writer = new Writer(tenant, idPrefix, secret, new ArrayList<>());
        envelopes(writer);
        counts(writer);
        capabilities(writer);
        times(writer);
        characters(writer);
        notEvenEvents(writer);
        return writer.written();
    }

    private static void envelopes(Writer bad) {
        bad.replaced("missing id", "\"id\":\"ID\",", "", "event.id_missing", "id is missing");
        bad.replaced("blank id", "\"id\":\"ID\"", "\"id\":\"  \"", "event.id_missing", "blank");
        bad.replaced("missing tenant", "\"tenant\":\"TENANT\",", "", "tenant.missing", "data.tenant is missing");
        bad.replaced(
                "tenant is a number", "\"TENANT\"", "4711", "field.wrong_type", "data.tenant is a number", "a text");
        bad.replaced(
                "unknown dialect",
                "io.tokenledger.usage.v1",
                "acme.home-made",
                "dialect.unknown",
                "'acme.home-made'",
                "openai.chat.completion");
        bad.replaced("old specversion", "\"1.0\"", "\"0.3\"", "event.specversion_unsupported", "'0.3'", "'1.0'");
        bad.replaced("no specversion", "\"specversion\":\"1.0\",", "", "event.specversion_unsupported", "missing");
        bad.replaced("data is a text", "\"data\":{", "\"data\":\"SECRET\",\"x\":{", "event.data_invalid", "object");
    }

    private static void counts(Writer bad) {
        String input = "\"input_tokens\":100";
        bad.replaced(
                "negative",
                "\"output_tokens\":50",
                "\"output_tokens\":-5",
                "count.negative",
                "data.usage.output_tokens is -5",
                "0 or more");
        bad.replaced("fractional", input, "\"input_tokens\":1.5", "count.not_an_integer", "is 1.5", "an integer");
        bad.replaced("1e400", input, "\"input_tokens\":1e400", "count.not_an_integer", "1E+400", "an integer");
        bad.replaced(
                "beyond belief",
                input,
                "\"input_tokens\":99999999999999999999",
                "count.absurd",
                "99999999999999999999",
                "10000000000");
        bad.replaced(
                "count as text",
                input,
                "\"input_tokens\":\"SECRET\"",
                "count.not_an_integer",
                "data.usage.input_tokens is a text",
                "an integer");
        bad.replaced(
                "usage is a list", "\"usage\":{", "\"usage\":[7],\"x\":{", "field.wrong_type", "data.usage", "array");
        bad.replaced(
                "cached over input",
                "\"cached_input_tokens\":10",
                "\"cached_input_tokens\":2000",
                "count.exceeds_whole",
                "input_tokens is 100",
                "cached_input_tokens 2000",
                "at most");
        bad.replaced(
                "reasoning over output",
                "\"reasoning_tokens\":20",
                "\"reasoning_tokens\":700",
                "count.exceeds_whole",
                "output_tokens is 50",
                "reasoning_tokens 700",
                "at most");
        bad.unreadable("NaN", input, "\"input_tokens\":NaN", "event.malformed_json", "not JSON", "column");
    }

    private static void capabilities(Writer bad) {
        String team = "\"team\":\"search\"";
        bad.replaced(
                "unknown capability",
                team,
                team + ",\"capabilities_used\":[\"tools\",\"vision\"]",
                "capability.unknown",
                "data.capabilities_used[1] is 'vision'",
                "images, audio, tools");
        bad.replaced(
                "capabilities are no list",
                team,
                team + ",\"capabilities_used\":{\"tools\":\"SECRET\"}",
                "field.wrong_type",
                "data.capabilities_used is an object",
                "an array");
    }

    private static void times(Writer bad) {
        String time = "2025-07-01T10:00:00Z";
        String nextYear = Instant.now().plusSeconds(365 * 86_400).toString();
        bad.replaced("1970", time, "1970-01-01T00:00:00Z", "time.out_of_range", "1970-01-01", "2020-01-01");
        bad.replaced("next year", time, nextYear, "time.out_of_range", nextYear.substring(0, 19), "accepted");
        bad.replaced("no instant", time, "yesterday", "time.invalid", "'yesterday'", "RFC 3339");
        bad.replaced("no time", "\"time\":\"" + time + "\",", "", "time.missing", "time is missing");
    }

    private static void characters(Writer bad) {
        String team = "\"team\":\"search\"";
        bad.replaced("escaped NUL", team, "\"team\":\"a\\u0000b\"", "text.invalid_character", "data.team", "U+0000");
        bad.replaced("lone surrogate", team, "\"team\":\"a\\ud800b\"", "text.invalid_character", "U+D800", "index 1");
        bad.unreadable("raw NUL", team, "\"team\":\"a\0b\"", "event.malformed_json", "not JSON");
        // Three bytes that UTF-8 does not have: the encoding of half a surrogate pair.
        String raw = bad.json("raw surrogate", team, "\"team\":\"a\u00ed\u00a0\u0080b\"");
        bad.whole("raw surrogate", raw, "event.malformed_json", "UTF-8", "column");
        String latin = bad.json("not UTF-8", team, "\"team\":\"caf\u00e9 \"");
        bad.whole("not UTF-8", latin, "event.malformed_json", "UTF-8");
    }

    private static void notEvenEvents(Writer bad) {
        String whole = bad.json("truncated", "search", "search");
        bad.whole(
                "truncated",
                whole.substring(0, whole.length() - 20),
                "event.malformed_json",
                "ends too early",
                "column");
        bad.unreadable(
                "key twice",
                "\"team\":\"search\"",
                "\"team\":\"search\",\"team\":\"support\"",
                "event.malformed_json",
                "twice");
        bad.whole("word", bad.secret(), "event.malformed_json", "not JSON");
        bad.whole("number", "42", "event.not_an_object", "JSON object");
        bad.whole("empty batch", "[ ]", "batch.empty", "at least one");
        bad.whole("nothing", "", "event.empty", "nothing came");
        String large = bad.json(
                "ten megabytes",
                "\"output\":\"SECRET\"",
                "\"output\":\"" + "SECRET ".repeat(10 * MEBIBYTE / (bad.secret().length() + 1)) + "\"");
        bad.written()
                .add(new BadEvent(
                        "ten megabytes",
                        bad.id("ten megabytes"),
                        large,
                        true,
                        "event.too_large",
                        List.of(large.length() + " bytes", "at most " + MEBIBYTE)));
    }

    byte[] body() {
        return octets.getBytes(ISO_8859_1);
    }

    int bytes() {
        return octets.length();
    }

    /** As one event of an array it spoils only itself: what is read lies between two commas. */
    boolean fitsInABatch() {
        return readable && bytes() < MEBIBYTE;
    }

    @Override
    public String toString() {
        return name;
    }
}
