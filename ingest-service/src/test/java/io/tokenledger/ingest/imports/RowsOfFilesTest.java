package io.tokenledger.ingest.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.contract.MeteredUsage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowsOfFilesTest {
    private static final String CSV = """
            id,time,tenant,provider,model,team,tag.feature,input_tokens,cached_input_tokens,output_tokens,meter.ocr_pages
            r-1,2026-11-20T10:15:30Z,acme,openai,o4-mini,search,summarise,1200,1000,800,3
            """;

    @Test
    void columnsNamedLikeFieldsNeedNoMapping() throws Exception {
        MeteredUsage usage = Imports.accepted(Imports.run(Imports.request("format=csv"), CSV))
                .getFirst();

        assertThat(usage.id()).isEqualTo("r-1");
        assertThat(usage.source()).isEqualTo("import");
        assertThat(usage.tenant()).isEqualTo("acme");
        assertThat(usage.team()).isEqualTo("search");
        assertThat(usage.tags()).isEqualTo(Map.of("feature", "summarise"));
        assertThat(usage.occurredAt()).isEqualTo(Instant.parse("2026-11-20T10:15:30Z"));
        assertThat(Imports.meters(usage))
                .isEqualTo(
                        Map.of("input", 200L, "cached_input", 1000L, "output", 800L, "ocr_pages", 3L, "requests", 1L));
    }

    @Test
    void everyFieldOfTheNativeFormCanBeMapped() throws Exception {
        String csv = """
                a;b;c;d;e;f;g;h;i;j;k;l;m;n;o;p;q;r;s;t;u;v;w;x;y;z
                1;2026-11-20 10:15:30Z;app;acme;openai;gpt-4o;flex;eu;low;T;P;A;E;U;1000;100;90;40;7;8;9;500;60;50;2;4
                """;
        MeteredUsage usage = Imports.accepted(Imports.run(
                        Imports.request(
                                "format=csv",
                                "delimiter=;",
                                "mapping={\"map\":{\"id\":\"a\",\"time\":\"b\",\"source\":\"c\",\"tenant\":\"d\","
                                        + "\"provider\":\"e\",\"model\":\"f\",\"service_tier\":\"g\",\"region\":\"h\","
                                        + "\"reasoning_effort\":\"i\",\"team\":\"j\",\"project\":\"k\",\"app\":\"l\"}}",
                                "map.environment=m",
                                "map.user=n",
                                "map.input_tokens=o",
                                "map.cached_input_tokens=p",
                                "map.cache_write_tokens=q",
                                "map.cache_write_1h_tokens=r",
                                "map.audio_input_tokens=s",
                                "map.image_input_tokens=t",
                                "map.video_input_tokens=u",
                                "map.output_tokens=v",
                                "map.reasoning_tokens=w",
                                "map.audio_output_tokens=x",
                                "map.requests=y",
                                "map.web_searches=z"),
                        csv))
                .getFirst();

        assertThat(List.of(usage.source(), usage.id(), usage.tenant(), usage.provider(), usage.model()))
                .containsExactly("app", "1", "acme", "openai", "gpt-4o");
        assertThat(List.of(usage.serviceTier(), "" + usage.region(), "" + usage.reasoningEffort()))
                .containsExactly("flex", "eu", "low");
        assertThat(List.of("" + usage.team(), "" + usage.project(), "" + usage.app(), "" + usage.environment()))
                .containsExactly("T", "P", "A", "E");
        assertThat(usage.user()).isEqualTo("U");
        assertThat(usage.occurredAt()).isEqualTo(Instant.parse("2026-11-20T10:15:30Z"));
        // 1000 - 100 - 90 - 7 - 8 - 9 of input, 500 - 60 - 50 of output.
        assertThat(Imports.meters(usage))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("input", 786L),
                        Map.entry("cached_input", 100L),
                        Map.entry("cache_write", 50L),
                        Map.entry("cache_write_1h", 40L),
                        Map.entry("audio_input", 7L),
                        Map.entry("image_input", 8L),
                        Map.entry("video_input", 9L),
                        Map.entry("output", 390L),
                        Map.entry("reasoning", 60L),
                        Map.entry("audio_output", 50L),
                        Map.entry("requests", 2L),
                        Map.entry("web_searches", 4L)));
    }

    @Test
    void constantsHoldForEveryLineAndGoBeforeColumns() throws Exception {
        String csv = "\uFEFFtime,model,team,in\r\n2026-11-20T10:15:30Z,o3,from the file,5\r\n";
        MeteredUsage usage = Imports.accepted(Imports.run(
                        Imports.request(
                                "format=csv",
                                "set.tenant=acme",
                                "set.provider=openai",
                                "set.team=search",
                                "set.tag.batch=october",
                                "set.source=legacy",
                                "map.input_tokens=in"),
                        csv))
                .getFirst();

        assertThat(usage.team()).isEqualTo("search");
        assertThat(usage.source()).isEqualTo("legacy");
        assertThat(usage.tags()).isEqualTo(Map.of("batch", "october"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T10:15:30Z,       2026-11-20T10:15:30Z",
        "2026-11-20 10:15:30+01:00,  2026-11-20T09:15:30Z",
        "1795169730,                 2026-11-20T10:15:30Z",
        "1795169730250,              2026-11-20T10:15:30.250Z",
        "1795169730250001,           2026-11-20T10:15:30.250001Z"
    })
    void timesAreReadAsExportsWriteThem(String cell, String instant) throws Exception {
        // date -u -d 2026-11-20T10:15:30Z +%s
        String csv = "time,tenant,provider,model,input_tokens\n" + cell + ",acme,openai,o3,1\n";
        assertThat(Imports.accepted(Imports.run(Imports.request("format=csv"), csv))
                        .getFirst()
                        .occurredAt())
                .isEqualTo(Instant.parse(instant));
    }

    @Test
    void aLineThatIsBrokenIsRejectedAndTheOthersAreNot() throws Exception {
        List<DecidedLine> lines = Imports.run(Imports.request("format=csv"), """
                time,tenant,provider,model,input_tokens,output_tokens
                2026-11-20T10:15:30Z,acme,openai,o3,1,2
                2026-11-20T10:15:30Z,acme,openai,o3,-1,2
                2026-11-20T10:15:30Z,acme,openai,o3,1.5,2

                2026-11-20T10:15:30Z,acme,openai,o3,1
                yesterday,acme,openai,o3,1,2
                2026-11-20T10:15:30Z,acme,openai,"o
                3",1,2
                2026-11-20T10:15:30Z,acme,openai,o3,1,2
                """);

        assertThat(lines).map(DecidedLine::line).containsExactly(2L, 3L, 4L, 6L, 7L, 8L, 10L);
        assertThat(Imports.accepted(lines.getFirst()).id())
                .isNotEqualTo(Imports.accepted(lines.getLast()).id());
        assertThat(Imports.rejected(lines.get(1))).startsWith("count.negative: data.usage.input_tokens is -1");
        assertThat(Imports.rejected(lines.get(2)))
                .startsWith("count.not_an_integer: data.usage.input_tokens is a text");
        assertThat(Imports.rejected(lines.get(3))).isEqualTo("event.data_invalid: the line has 5 fields, the header 6");
        assertThat(Imports.rejected(lines.get(4))).startsWith("time.invalid: time is 'yesterday'");
        assertThat(Imports.rejected(lines.get(5))).startsWith("text.invalid_character: data.model holds");
    }

    @Test
    void jsonLinesAreRowsEventsOrProvidersObjects() throws Exception {
        List<DecidedLine> lines = Imports.run(
                Imports.request("format=jsonl", "type=openai.chat.completion", "set.tenant=acme", "set.team=search"),
                """
                {"specversion":"1.0","id":"e-1","source":"bot","type":"io.tokenledger.usage.v1","time":"2026-11-20T10:15:30Z","data":{"team":"own","provider":"openai","model":"o3","usage":{"input_tokens":3}}}
                {"id":"chatcmpl-7","object":"chat.completion","created":1795169730,"model":"gpt-4.1-2025-04-14","usage":{"prompt_tokens":65,"completion_tokens":12}}

                [1,2]
                {"model":
                """);

        MeteredUsage event = Imports.accepted(lines.get(0));
        assertThat(List.of(event.source(), event.id(), event.tenant(), "" + event.team()))
                .containsExactly("bot", "e-1", "acme", "own");
        MeteredUsage completion = Imports.accepted(lines.get(1));
        assertThat(List.of(completion.source(), completion.id(), completion.tenant(), "" + completion.team()))
                .containsExactly("import", "chatcmpl-7", "acme", "search");
        assertThat(completion.type()).isEqualTo("openai.chat.completion");
        assertThat(Imports.meters(completion)).isEqualTo(Map.of("input", 65L, "output", 12L, "requests", 1L));
        assertThat(Imports.rejected(lines.get(2))).startsWith("event.not_an_object");
        assertThat(Imports.rejected(lines.get(3))).startsWith("event.malformed_json: the JSON ends too early");
        assertThat(lines).map(DecidedLine::line).containsExactly(1L, 2L, 4L, 5L);
    }

    @Test
    void rowsOfJsonLinesAreMappedLikeCsvAndByPath() throws Exception {
        MeteredUsage usage = Imports.accepted(Imports.run(
                        Imports.request(
                                "format=jsonl",
                                "set.tenant=acme",
                                "set.provider=openai",
                                "map.time=ts",
                                "map.input_tokens=usage.in",
                                "map.output_tokens=usage.out"),
                        "{\"ts\":1795169730,\"model\":\"o3\",\"user\":42,\"team\":null,"
                                + "\"usage\":{\"in\":\"7\",\"out\":5}}\n"))
                .getFirst();

        assertThat(usage.occurredAt()).isEqualTo(Instant.parse("2026-11-20T10:15:30Z"));
        assertThat(usage.user()).isEqualTo("42");
        assertThat(usage.team()).isNull();
        assertThat(Imports.meters(usage)).isEqualTo(Map.of("input", 7L, "output", 5L, "requests", 1L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "map.tokens=in           | map.tokens names the field 'tokens': it is to be one of",
                "set.colour=red          | set.colour names the field 'colour': it is to be one of",
                "map.team=               | map.team is blank",
                "set.id=7                | set.id is there",
                "mapping={\"map\":       | mapping is not JSON",
                "mapping={\"maps\":{}}   | mapping.maps: it has map and set",
                "format=xml              | format is 'xml': it is to be csv, jsonl, openai-usage or anthropic-usage",
                "delimiter=::            | delimiter is '::': one character",
                "type=openai.response    | type is 'openai.response': it is for lines of JSONL",
                "import_id=a/b           | import_id is 'a/b': it has 1 to 64",
                "colour=red              | there is no parameter 'colour'"
            })
    void whatIsAskedWronglyIsRefusedBeforeTheFileIsRead(String parameter, String detail) {
        assertThatThrownBy(
                        () -> Imports.request(parameter.startsWith("format=") ? "set.team=x" : "format=csv", parameter))
                .hasMessageStartingWith(detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "time,provider,model,input_tokens            | no column holds tenant: name one so, map one with map.tenant=",
                "time,tenant,model,input_tokens              | no column holds provider",
                "tenant,provider,model,input_tokens          | no column holds time",
                "time,tenant,provider,model                  | no column holds a count such as input_tokens",
                "time,tenant,provider,model,input_tokens,input_tokens | the header names the column 'input_tokens' twice"
            })
    void aHeaderThatMakesNoEventIsRefusedBeforeAnyLine(String header, String detail) {
        assertThatThrownBy(() -> Imports.run(Imports.request("format=csv"), header + "\n1,2,3,4,5,6\n"))
                .hasMessageStartingWith(detail);
    }

    @Test
    void aColumnThatIsMappedAndNotThereIsRefused() {
        assertThatThrownBy(() -> Imports.run(Imports.request("format=csv", "map.team=squad"), CSV))
                .hasMessage("map.team names the column 'squad', which the header does not have");
    }

    @Test
    void columnsThatNothingIsMappedToAreTold() throws Exception {
        FileImport run = Imports.of(
                Imports.request("format=csv"),
                new ByteArrayInputStream(
                        "time,tenant,provider,model,input_tokens,outptu_tokens\n".getBytes(StandardCharsets.UTF_8)),
                Imports.LIMITS);
        run.run(slice -> {});
        assertThat(run.ignoredColumns()).containsExactly("outptu_tokens");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/csv", "text/csv; charset=utf-8"})
    void theMediaTypeTellsTheFormatWhereNothingElseDoes(String mediaType) throws Exception {
        assertThat(ImportParameters.read(Map.of(), mediaType, null, null, Imports.NOW)
                        .format())
                .isEqualTo(ImportFormat.CSV);
    }
}
