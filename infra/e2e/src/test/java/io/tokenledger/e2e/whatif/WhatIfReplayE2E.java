package io.tokenledger.e2e.whatif;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tokenledger.e2e.Suite;
import io.tokenledger.stack.LocalStack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A month of usage, and what it would have cost otherwise: to the pico what every event, rated by itself, adds up to. */
@ExtendWith(Suite.class)
class WhatIfReplayE2E {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void everyAnswerIsTheSumOfItsEventsRatedOneByOne(LocalStack stack) throws Exception {
        long seed = Long.getLong("whatif.seed", System.nanoTime());
        int questions = Integer.getInteger("whatif.questions", 200);
        System.out.printf(
                "everyAnswerIsTheSumOfItsEventsRatedOneByOne: %d questions, -Dwhatif.seed=%d%n", questions, seed);
        CloudModels.state(stack);
        PricedMonth month = PricedMonth.prepare(stack);
        var oracle = new OneByOne(month.events(), month.book(), Limits.read(CloudModels.all(stack)));
        var random = new RandomQuestions(
                new Random(seed),
                month.events().stream().map(OneByOne.Booked::use).toList(),
                month.book());
        var comparison = new Comparison(question -> ask(stack, question), oracle);
        var differing = new ArrayList<String>();
        for (int i = 1; i <= questions; i++) {
            differing.addAll(comparison.hold(random.next(), "question " + i + " of seed " + seed));
        }
        System.out.printf("%,d events, %s%n", month.events().size(), comparison);
        assertThat(differing)
                .as("answers that differ from what their events add up to")
                .isEmpty();
        assertThat(comparison.moved()).as("swaps that moved something").isGreaterThan(questions / 2);
        assertThat(comparison.reasons())
                .contains(
                        "baseline_unpriced",
                        "images_missing",
                        "tier_not_offered",
                        "target_unpriced",
                        "context_window",
                        "output_limit");
    }

    private static JsonNode ask(LocalStack stack, Question question) throws IOException {
        String body = question.json().toString();
        var answer = given().baseUri(stack.reportUrl())
                .contentType("application/json")
                .body(body)
                .post("/v1/what-if");
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.statusCode() + " " + answer.asString() + "\nto " + body);
        }
        return JSON.readTree(answer.asString());
    }
}
