package io.tokenledger.bench.rating;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokenledger.pricing.rating.RatingRequest;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code calcPrice} of the npm package {@code @pydantic/genai-prices} on the same cases, in a folder that goes again. */
final class Peer {
    static final String PACKAGE = "@pydantic/genai-prices";
    static final String VERSION = "0.1.8";

    private static final String SCRIPT = "peer.mjs";
    private static final long LIMIT_MINUTES = 5;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Path folder;

    Peer(Path folder) {
        this.folder = folder;
    }

    /** Cannot be measured here; the message says why. */
    static final class Missing extends Exception {
        private static final long serialVersionUID = 1;

        Missing(String why) {
            super(why);
        }
    }

    /**
     * What the peer says of a case.
     *
     * @param total in USD
     * @param prices by its own names, {@code input_mtok} in USD per million
     */
    record Answer(int number, BigDecimal total, Map<String, BigDecimal> prices) {}

    /**
     * What was measured.
     *
     * @param sum of all answers, in USD, as one pass of the loop gave it
     */
    record Measured(String node, Throughput throughput, BigDecimal sum, List<Answer> answers) {
        List<Integer> numbers() {
            return answers.stream().map(Answer::number).toList();
        }
    }

    Measured measure(List<RatingRequest> cases, int seconds) throws IOException, InterruptedException, Missing {
        run("node --version", List.of("node", "--version"));
        run(
                "npm install " + PACKAGE + "@" + VERSION,
                List.of("npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", PACKAGE + "@" + VERSION));
        Path script = folder.resolve(SCRIPT);
        try (InputStream resource = Peer.class.getResourceAsStream(SCRIPT)) {
            if (resource == null) {
                throw new IllegalStateException("resource missing from the build: " + SCRIPT);
            }
            Files.copy(resource, script);
        }
        Path question = folder.resolve("cases.json");
        Path result = folder.resolve("result.json");
        JSON.writeValue(question.toFile(), PeerCase.of(cases));
        run("node " + SCRIPT, List.of("node", SCRIPT, "cases.json", "result.json", Integer.toString(seconds)));
        Measured measured = read(JSON.readTree(result.toFile()));
        if (measured.answers().isEmpty()) {
            throw new Missing(PACKAGE + " " + VERSION + " priced none of the cases");
        }
        return measured;
    }

    private void run(String what, List<String> command) throws IOException, InterruptedException, Missing {
        Path log = folder.resolve("log");
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException notThere) {
            throw new Missing(command.getFirst() + " cannot be run here");
        }
        try {
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                throw new Missing("'" + what + "' took longer than " + LIMIT_MINUTES + " minutes");
            }
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new Missing("'" + what + "' failed: " + lastLine(Files.readAllLines(log)));
        }
    }

    private static String lastLine(List<String> lines) {
        return lines.stream()
                .filter(line -> !line.isBlank() && !line.contains("A complete log of this run"))
                .reduce("", (_, line) -> line);
    }

    private static Measured read(JsonNode result) {
        var rates = new ArrayList<Double>();
        result.path("rates").forEach(rate -> rates.add(rate.doubleValue()));
        var answers = new ArrayList<Answer>();
        for (JsonNode answer : result.path("answers")) {
            var prices = new HashMap<String, BigDecimal>();
            answer.path("prices")
                    .properties()
                    .forEach(
                            price -> prices.put(price.getKey(), price.getValue().decimalValue()));
            answers.add(new Answer(
                    answer.path("number").intValue(), answer.path("total").decimalValue(), prices));
        }
        return new Measured(
                result.path("node").asText(),
                throughput(rates),
                result.path("sum").decimalValue(),
                answers);
    }

    private static Throughput throughput(List<Double> rates) {
        return rates.isEmpty() ? new Throughput(0, 0) : Throughput.of(rates);
    }
}
