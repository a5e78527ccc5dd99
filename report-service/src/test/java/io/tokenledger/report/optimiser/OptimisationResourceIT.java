package io.tokenledger.report.optimiser;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tokenledger.report.fixture.Event;
import io.tokenledger.report.optimiser.mix.EveryVertex;
import io.tokenledger.report.optimiser.mix.MixProblem;
import io.tokenledger.report.optimiser.mix.Option;
import io.tokenledger.report.optimiser.mix.Workload;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** On real PostgreSQL, beside costs that are added up from the events and every vertex of the problem. */
@QuarkusTest
@WithTestResource(AppsOnO3.class)
class OptimisationResourceIT {
    private static final BigDecimal O3 = new BigDecimal("69.1");
    private static final BigDecimal O4_MINI = new BigDecimal("68.1");
    private static final BigDecimal O3_MINI = new BigDecimal("49.3");
    private static final String OCTOBER = "\"from\":\"2026-10\",\"to\":\"2026-11\",";
    private static final String QUALITY = "\"quality\":{\"benchmark\":\"swe_bench_verified\",\"step\":\"0.1\"},";
    private static final String BOTH = "\"models\":[{\"model\":\"o4-mini\"},{\"model\":\"o3-mini\"}],";

    private static final List<Event> EVENTS = AppsOnO3.events();

    @Test
    void cheapestMixAtAQualityCostsWhatTheEventsSay() {
        System.out.println("apps on o3: seed " + AppsOnO3.SEED);
        for (String minimum : List.of("69.1", "68.9", "68.5", "67.95", "60", "55.125", "52", "0")) {
            EveryVertex.Found expected =
                    Objects.requireNonNull(EveryVertex.cheapest(company(), new BigDecimal(minimum)), minimum);
            ask("\"minimum_quality\":\"" + minimum + "\"")
                    .statusCode(200)
                    .body("status", equalTo("optimal"))
                    .body("mix.cost", equalTo(dollars(expected.cost(), expected.over())))
                    .body("mix.quality", equalTo(quality(expected)))
                    .body("baseline.cost", equalTo(dollars(onOwn(event -> true), BigInteger.ONE)))
                    .body("baseline.requests", equalTo("113"))
                    .body("baseline.unpriced_requests", equalTo("1"))
                    .body("baseline.quality", equalTo("69.1"))
                    .body("lines", hasSize(4));
        }
    }

    @Test
    void bestMixWithinABudgetHasTheQualityThatTheEventsSay() {
        for (int percent : List.of(55, 62, 75, 90, 100, 150)) {
            BigInteger budget = onOwn(event -> true)
                    .multiply(BigInteger.valueOf(percent))
                    .divide(BigInteger.valueOf(100L * 1_000_000))
                    .multiply(BigInteger.valueOf(1_000_000));
            EveryVertex.Found expected = EveryVertex.best(company(), budget);
            ValidatableResponse answer = ask("\"maximum_cost\":\"" + dollars(budget, BigInteger.ONE) + "\"")
                    .statusCode(200);
            if (expected == null) {
                answer.body("status", equalTo("out_of_reach"));
            } else {
                answer.body("status", equalTo("optimal"))
                        .body("mix.quality", equalTo(quality(expected)))
                        .body("mix.cost", equalTo(dollars(expected.cost(), expected.over())));
            }
        }
    }

    @Test
    void nextPointIsTheNextBestOfAllVertices() {
        EveryVertex.Found at = Objects.requireNonNull(EveryVertex.cheapest(company(), new BigDecimal("68.5")));
        EveryVertex.Found next = Objects.requireNonNull(EveryVertex.cheapest(company(), new BigDecimal("68.6")));
        assertThat(at.points()).as("68.5 binds").isNotEqualTo(next.points());
        ask("\"minimum_quality\":\"68.5\"")
                .body("constraint.binding", equalTo(true))
                .body("next_point.quality", equalTo("68.6"))
                .body("next_point.cost", equalTo(dollars(next.cost(), next.over())));
    }

    @Test
    void whatCannotMoveIsToldAndStays() {
        String images = "excluded.find { it.model.model == 'o3-mini' && it.reason == 'images_missing' }";
        String tier = "excluded.find { it.model.model == 'o4-mini' && it.reason == 'tier_not_offered' }";
        ask("\"minimum_quality\":\"0\"")
                .body(images + ".requests", equalTo("15"))
                .body(images + ".cost", equalTo(dollars(onOwn(OptimisationResourceIT::sees), BigInteger.ONE)))
                .body(tier + ".requests", equalTo("5"))
                .body("excluded.findAll { it.reason == 'baseline_unpriced' }.cost", hasItem(nullValue()))
                .body("lines.find { it.from.service_tier == 'priority' }.parts", hasSize(1))
                .body("lines.find { it.from.service_tier == 'priority' }.parts[0].to", nullValue())
                .body("lines.find { it.from.model == 'gpt-4.1' }.score", nullValue())
                .body("lines.find { it.from.model == 'gpt-4.1' }.parts[0].to", nullValue())
                .body("lines.find { it.group.app == 'search' }.from.model", equalTo("o3"))
                .body("warnings", hasItem(containsString("gpt-4.1")));
    }

    @Test
    void qualityBeyondAllModelsIsOutOfReach() {
        ask("\"minimum_quality\":\"69.2\"")
                .statusCode(200)
                .body("status", equalTo("out_of_reach"))
                .body("mix.quality", equalTo("69.1"))
                .body("constraint.slack", equalTo("-0.1"))
                .body("shadow_price", nullValue());
    }

    @Test
    void periodWithoutUsageHasNothingToPlace() {
        post("{\"from\":\"2026-01\",\"to\":\"2026-02\"," + QUALITY + BOTH + "\"minimum_quality\":1}")
                .statusCode(200)
                .body("status", equalTo("nothing_scored"))
                .body("lines", hasSize(0))
                .body("mix", nullValue());
    }

    @Test
    void questionsThatCannotBeAnsweredAreRefused() {
        post("{" + OCTOBER + BOTH + "\"quality\":{\"benchmark\":\"vibes\"},\"minimum_quality\":1}")
                .statusCode(422)
                .body("code", equalTo("benchmark.unknown"))
                .body("detail", containsString("vibes"));
        post("{" + OCTOBER + QUALITY + "\"models\":[{\"model\":\"o5-nano\"}],\"minimum_quality\":1}")
                .statusCode(422)
                .body("code", equalTo("model.unknown"))
                .body("detail", containsString("models: model 'o5-nano' has no price"));
        ask("\"minimum_quality\":\"high\"").statusCode(400).body("code", equalTo("field.invalid"));
        ask("\"minimum_quality\":1,\"model\":\"o3\"").statusCode(400).body("code", equalTo("field.unknown"));
        post("{").statusCode(400).body("code", equalTo("body.malformed_json"));
    }

    @Test
    void endpointIsDescribed() {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .body("paths", hasKey("/v1/optimisations"))
                .body("components.schemas.Optimisation.properties", hasKey("shadow_price"));
    }

    /** The company as a problem, from its events alone; what has no score weighs nothing. */
    private static MixProblem company() {
        Predicate<Event> chat = event -> is(event, "chat", "standard");
        Predicate<Event> search = event -> is(event, "search", "standard");
        Predicate<Event> priority = event -> is(event, "chat", "priority");
        Predicate<Event> lab = event -> is(event, "lab", "standard");
        return new MixProblem(List.of(
                movable("chat", chat),
                movable("search", search),
                new Workload(
                        "priority",
                        requests(priority),
                        List.of(Option.atScore("stay", onOwn(priority), O3, requests(priority)))),
                new Workload("lab", BigDecimal.ZERO, List.of(new Option("stay", onOwn(lab), BigDecimal.ZERO)))));
    }

    /** What has no price stays, and so does what has pictures where the model sees none. */
    private static Workload movable(String name, Predicate<Event> which) {
        BigDecimal all = requests(which);
        Predicate<Event> toMini = which.and(event -> event.costPico() != null);
        Predicate<Event> toBlind = toMini.and(event -> !sees(event));
        return new Workload(
                name,
                all,
                List.of(
                        Option.atScore("stay", onOwn(which), O3, all),
                        option("o4-mini", O4_MINI, which, toMini),
                        option("o3-mini", O3_MINI, which, toBlind)));
    }

    private static Option option(String model, BigDecimal score, Predicate<Event> which, Predicate<Event> moved) {
        Predicate<Event> stays = which.and(moved.negate());
        BigInteger there = EVENTS.stream()
                .filter(moved)
                .map(event -> AppsOnO3.costPico(event, model))
                .reduce(BigInteger.ZERO, BigInteger::add);
        return new Option(
                model, there.add(onOwn(stays)), score.multiply(requests(moved)).add(O3.multiply(requests(stays))));
    }

    private static boolean sees(Event event) {
        return AppsOnO3.WITH_PICTURES.equals(event.attribute("user"));
    }

    private static boolean is(Event event, String app, String tier) {
        return app.equals(event.attribute("app")) && tier.equals(event.attribute("service_tier"));
    }

    private static BigInteger onOwn(Predicate<Event> which) {
        return EVENTS.stream()
                .filter(which)
                .map(event -> Objects.requireNonNullElse(event.costPico(), BigInteger.ZERO))
                .reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static BigDecimal requests(Predicate<Event> which) {
        return BigDecimal.valueOf(EVENTS.stream().filter(which).count());
    }

    private static String dollars(BigInteger pico, BigInteger over) {
        return plain(new BigDecimal(pico)
                .divide(new BigDecimal(over), 0, RoundingMode.HALF_EVEN)
                .movePointLeft(12));
    }

    private static String quality(EveryVertex.Found found) {
        BigDecimal points = new BigDecimal(found.points());
        BigDecimal requests = company().requests().multiply(new BigDecimal(found.over()));
        return plain(points.divide(requests.movePointRight(6), 12, RoundingMode.HALF_EVEN));
    }

    private static String plain(BigDecimal amount) {
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }

    private static ValidatableResponse ask(String limit) {
        return post("{" + OCTOBER + QUALITY + BOTH + limit + "}");
    }

    private static ValidatableResponse post(String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/v1/optimisations")
                .then();
    }
}
