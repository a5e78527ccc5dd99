package io.tokenledger.ingest.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ContentIdsTest {
    private static final String HEADER = "time,tenant,provider,model,team,input_tokens,output_tokens";

    /** Rows of which many are equal, in no order. */
    private static List<String> rows(Random random, int count) {
        var rows = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            rows.add("2026-11-20T10:15:%02dZ,acme,openai,o3,team-%d,%d,%d"
                    .formatted(random.nextInt(3), random.nextInt(3), random.nextInt(3), random.nextInt(3)));
        }
        return rows;
    }

    private static String file(List<String> rows) {
        return HEADER + "\n" + String.join("\n", rows) + "\n";
    }

    private static List<String> ids(String file) throws Exception {
        return Imports.ids(Imports.run(Imports.request("format=csv"), file));
    }

    @Test
    void idOfAKnownRowNeverChanges() throws Exception {
        // Worked out by hand with Python's hashlib: sha256 over the JSON with its length before it, then over its hex
        // and "1".
        assertThat(ids(HEADER + "\n2026-11-20T10:15:30Z,acme,openai,o3,search,12,34\n"))
                .containsExactly("9c4e3f8e1235c0dd270116a3fce8b961");
    }

    @Test
    void equalRowsAreDifferentEventsAndTheSameFileBringsTheSame() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        String file = file(rows(new Random(seed), 500));

        List<String> ids = ids(file);
        assertThat(new HashSet<>(ids)).hasSize(500);
        assertThat(ids(file)).isEqualTo(ids);
    }

    @Test
    void theOrderOfLinesDoesNotMatter() throws Exception {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        List<String> rows = rows(random, 500);
        List<String> ids = ids(file(rows));

        Collections.shuffle(rows, random);
        assertThat(ids(file(rows))).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void theOrderOfColumnsTheirNamesAndTheFormatDoNotMatter() throws Exception {
        List<String> ids = ids(HEADER + "\n2026-11-20T10:15:30Z,acme,openai,o3,search,12,34\n");

        assertThat(ids("""
                        output_tokens,"team",input_tokens,time,tenant,model,provider,comment
                        034,search, 12 ,2026-11-20T10:15:30Z,acme,o3,openai,"not mapped"
                        """)).isEqualTo(ids);
        assertThat(Imports.ids(Imports.run(
                        Imports.request("format=csv", "delimiter=tab", "map.input_tokens=in", "set.tenant=acme"), """
                        time\tprovider\tmodel\tteam\tin\toutput_tokens
                        1795169730\topenai\to3\tsearch\t12\t34
                        """)))
                .isEqualTo(ids);
        assertThat(Imports.ids(Imports.run(
                        Imports.request("format=jsonl"),
                        "{\"model\":\"o3\",\"input_tokens\":12,\"output_tokens\":\"34\",\"team\":\"search\","
                                + "\"tenant\":\"acme\",\"provider\":\"openai\",\"time\":\"2026-11-20T10:15:30Z\"}\n")))
                .isEqualTo(ids);
    }

    @Test
    void aFileOfDistinctRowsMayBeSplitAnywhere() throws Exception {
        List<String> rows =
                rows(new Random(1), 500).stream().distinct().collect(Collectors.toCollection(ArrayList::new));
        List<String> whole = ids(file(rows));

        for (int at : new int[] {1, rows.size() / 2, rows.size() - 1}) {
            var parts = new ArrayList<>(ids(file(rows.subList(0, at))));
            parts.addAll(ids(file(rows.subList(at, rows.size()))));
            assertThat(parts).isEqualTo(whole);
        }
    }

    @Test
    void howTheBytesArriveDoesNotMatter() throws Exception {
        List<String> rows = rows(new Random(2), 200);
        String file = file(rows);
        List<String> ids = ids(file);

        var random = new Random(3);
        InputStream dribbling = new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public int read(byte[] to, int from, int length) {
                return super.read(to, from, Math.min(length, 1 + random.nextInt(7)));
            }
        };
        var lines = new ArrayList<DecidedLine>();
        Imports.of(Imports.request("format=csv"), dribbling, Imports.LIMITS).run(lines::addAll);
        assertThat(Imports.ids(lines)).isEqualTo(ids);
    }

    @Test
    void theIdOfAnObjectWithContentIsNotAHashOfItsText() throws Exception {
        String line = "{\"created\":1795169730,\"model\":\"gpt-4.1\",\"choices\":[{\"message\":{\"content\":\"%s\"}}],"
                + "\"usage\":{\"prompt_tokens\":65,\"completion_tokens\":12}}\n";
        ImportRequest request = Imports.request("format=jsonl", "type=openai.chat.completion", "set.tenant=acme");

        assertThat(Imports.ids(Imports.run(request, line.formatted("yes"))))
                .isEqualTo(Imports.ids(Imports.run(request, line.formatted("no!"))));
        assertThat(new HashSet<>(Imports.ids(Imports.run(request, line.formatted("yes") + line.formatted("no!")))))
                .hasSize(2);
    }

    @Test
    void tenantsDoNotShareTheirCounting() throws Exception {
        String acme = "2026-11-20T10:15:30Z,acme,openai,o3,search,12,34\n";
        String other = acme.replace("acme", "other");
        assertThat(ids(HEADER + "\n" + other + acme))
                .contains(ids(HEADER + "\n" + acme).getFirst());
    }
}
