package io.tokenledger.report.delivery;

import static io.restassured.RestAssured.given;
import static io.tokenledger.report.fixture.RawServer.answering;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tokenledger.contract.AlertNotice;
import io.tokenledger.contract.AlertNoticeJson;
import io.tokenledger.report.fixture.RawServer;
import io.tokenledger.report.store.ReportingStore;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Channels over HTTP, and the service's own delivery behind them. */
@QuarkusTest
@QuarkusTestResource(value = DeliveringLedger.class, restrictToAnnotatedClass = true)
class ChannelResourceIT {
    private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";

    @Inject
    OutboxWriter outbox;

    @Inject
    ReportingStore store;

    @Test
    void channelIsThereWithItsIdAndItsSecretOnce() {
        String id = create("webhook", "w1", "'url':'https://93.184.216.34/hook'")
                .statusCode(201)
                .body("secret", startsWith("whsec_"))
                .body("secrets", hasSize(1))
                .body("type", equalTo("webhook"))
                .body("url", equalTo("https://93.184.216.34/hook"))
                .body("allow_private", equalTo(false))
                .body("enabled", equalTo(true))
                .body("critical_passes", equalTo(true))
                .body("quiet_hours", hasSize(0))
                .header("Location", containsString("/v1/channels/"))
                .extract()
                .path("id");
        get("/v1/channels/" + id + "?tenant=acme")
                .statusCode(200)
                .body("name", equalTo("w1"))
                .body("$", not(hasKey("secret")))
                .body("secrets[0].expires_at", nullValue());
        assertThat(get("/v1/channels?tenant=acme").statusCode(200).extract().asString())
                .contains(id)
                .doesNotContain("whsec_");
        get("/v1/channels/" + id + "?tenant=globex").statusCode(404).body("code", equalTo("channel.unknown"));
        get("/v1/channels?tenant=globex").body("channels", hasSize(0));
        get("/v1/channels").statusCode(400).body("detail", containsString("tenant is missing"));
    }

    @Test
    void urlThatIsASecretIsShownToNobody() {
        String id = create("slack", "s1", "'url':'https://93.184.216.34/services/T0/B0/verysecret'")
                .statusCode(201)
                .body("url", equalTo("https://93.184.216.34/…"))
                .body("$", not(hasKey("secret")))
                .extract()
                .path("id");
        assertThat(get("/v1/channels/" + id + "?tenant=acme").extract().asString())
                .doesNotContain("verysecret");
        put("/v1/channels/" + id + "?tenant=acme", "{'name':'s1 renamed','enabled':false}")
                .statusCode(200)
                .body("name", equalTo("s1 renamed"))
                .body("url", equalTo("https://93.184.216.34/…"))
                .body("enabled", equalTo(false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "webhook | 'url':'http://169.254.169.254/latest/' | 422 | channel.target | not public",
                "webhook | 'url':'https://127.0.0.1/' | 422 | channel.target | allow_private",
                "webhook | 'url':'https://[::1]/','allow_private':true | 422 | channel.target | only the operator",
                "webhook | 'url':'https://10.0.0.1/','allow_private':true | 422 | channel.target | only the operator",
                "slack | 'url':'https://2130706433/' | 422 | channel.target | unusual form",
                "teams | 'url':'ftp://93.184.216.34/' | 422 | channel.target | scheme",
                "alertmanager | 'url':'http://93.184.216.34:9093' | 422 | channel.target | https is expected",
                "webhook | 'url':'https://u:p@93.184.216.34/' | 422 | channel.target | without a user",
                "webhook | 'to':['a@b.c'] | 400 | field.invalid | to does not belong",
                "webhook | 'enabled':true | 400 | field.missing | url is missing",
                "webhook | 'url':'https://93.184.216.34/','secret':'whsec_c2hvcnQ=' | 400 | field.invalid | 24 to 64 bytes",
                "slack | 'url':'https://93.184.216.34/','secret':'x' | 400 | field.invalid | secret does not belong",
                "email | 'to':[] | 400 | field.invalid | from 1 to 50",
                "email | 'to':['Ann <ann@example.com>'] | 400 | field.invalid | a plain address",
                "email | 'to':['ann@example.com,bob@example.com'] | 400 | field.invalid | a plain address",
                "email | 'to':['ann@example.com\\nBcc: eve@example.com'] | 400 | field.invalid | control character",
                "kafka | 'url':'https://93.184.216.34/' | 400 | field.invalid | url does not belong",
                "kafka | 'digest_minutes':5 | 400 | field.invalid | digest_minutes does not belong",
                "pager | 'url':'https://93.184.216.34/' | 400 | field.invalid | one of webhook, slack",
                "kafka | 'colour':'red' | 400 | field.unknown | 'colour' is not known",
                "email | 'to':'a@b.c','digest_minutes':0 | 400 | field.invalid | digest_minutes",
                "email | 'to':'a@b.c','digest_minutes':1.5 | 400 | field.invalid | whole minutes",
                "email | 'to':'a@b.c','title_template':'{{colour}}' | 400 | field.invalid | known are actual, alert_id",
                "email | 'to':'a@b.c','text_template':'{{percent} of' | 400 | field.invalid | belong to no placeholder",
                "email | 'to':'a@b.c','text_template':'{{inject:vertx.close}}' | 400 | field.invalid | known are",
                "email | 'to':'a@b.c','quiet_hours':[{'from':'25:00','to':'07:00','timezone':'UTC'}] | 400 | field.invalid | time of day",
                "email | 'to':'a@b.c','quiet_hours':[{'from':'22:00','to':'07:00','timezone':'Mars'}] | 400 | timezone.unknown | Mars",
                "email | 'to':'a@b.c','quiet_hours':[{'days':['so'],'from':'22:00','to':'07:00','timezone':'UTC'}] | 400 | field.invalid | mon, tue",
                "email | 'to':'a@b.c','quiet_hours':[{'from':'00:00','to':'24:00','timezone':'UTC'}] | 400 | field.invalid | in none of them"
            })
    void channelThatCannotBeUsedIsRefusedWithTheRule(
            String type, String further, int status, String code, String rule) {
        create(type, "refused", further)
                .statusCode(status)
                .body("code", equalTo(code))
                .body("detail", containsString(rule));
    }

    @Test
    void everyOtherFieldIsKeptAndCanBeChanged() {
        String id = create(
                        "email",
                        "m1",
                        "'to':['ann@example.com','bob@example.com'],'digest_minutes':30,'critical_passes':false,"
                                + "'quiet_hours':[{'days':['sat','sun'],'from':'00:00','to':'24:00','timezone':'Asia/Kolkata'}],"
                                + "'title_template':'{{subject}}: {{percent}} %','text_template':'{{text}}\\n{{link}}'")
                .statusCode(201)
                .extract()
                .path("id");
        get("/v1/channels/" + id + "?tenant=acme")
                .body("to", contains("ann@example.com", "bob@example.com"))
                .body("url", nullValue())
                .body("digest_minutes", equalTo(30))
                .body("critical_passes", equalTo(false))
                .body("quiet_hours[0].days", contains("sat", "sun"))
                .body("quiet_hours[0].to", equalTo("24:00"))
                .body("title_template", equalTo("{{subject}}: {{percent}} %"))
                .body("text_template", equalTo("{{text}}\n{{link}}"));
        put("/v1/channels/" + id + "?tenant=acme", "{'name':'m1','to':'carl@example.com'}")
                .statusCode(200)
                .body("to", contains("carl@example.com"))
                .body("digest_minutes", nullValue())
                .body("title_template", nullValue());
    }

    @Test
    void nameIsTakenUntilTheChannelIsArchived() {
        String first = create("kafka", "once", "'enabled':true")
                .statusCode(201)
                .extract()
                .path("id");
        create("kafka", "once", "'enabled':true").statusCode(409).body("code", equalTo("name.taken"));
        String other = create("kafka", "twice", "'enabled':true")
                .statusCode(201)
                .extract()
                .path("id");
        put("/v1/channels/" + other + "?tenant=acme", "{'name':'once'}")
                .statusCode(409)
                .body("code", equalTo("name.taken"));
        given().delete("/v1/channels/" + first + "?tenant=acme").then().statusCode(204);
        put("/v1/channels/" + other + "?tenant=acme", "{'name':'once'}").statusCode(200);
        given().delete("/v1/channels/" + first + "?tenant=acme")
                .then()
                .statusCode(409)
                .body("code", equalTo("channel.archived"));
        get("/v1/channels/" + first + "?tenant=acme").body("archived_at", notNullValue());
        post("/v1/channels/" + first + "/test?tenant=acme", "").statusCode(409);
        given().delete("/v1/channels/" + UNKNOWN + "?tenant=acme").then().statusCode(404);
    }

    @Test
    void newSecretSignsBesideTheOldOneUntilItsEnd() {
        try (RawServer receiver = RawServer.start(answering(204, ""))) {
            String id = webhook("rotated", receiver);
            String secret = post("/v1/channels/" + id + "/secrets?tenant=acme", "{}")
                    .statusCode(201)
                    .body("secret", startsWith("whsec_"))
                    .body("secrets", hasSize(2))
                    .body("secrets[0].expires_at", nullValue())
                    .body("secrets[1].expires_at", notNullValue())
                    .extract()
                    .path("secret");
            post("/v1/channels/" + id + "/test?tenant=acme", "").body("delivered", equalTo(true));
            assertThat(receiver.requests().getLast().header("webhook-signature").split(" "))
                    .hasSize(2);
            post(
                            "/v1/channels/" + id + "/secrets?tenant=acme",
                            "{'old_until':'" + Instant.now().minusSeconds(1) + "'}")
                    .statusCode(201)
                    .body("secrets", hasSize(1))
                    .body("secret", not(equalTo(secret)));
            post("/v1/channels/" + id + "/test?tenant=acme", "").body("delivered", equalTo(true));
            assertThat(receiver.requests().getLast().header("webhook-signature").split(" "))
                    .hasSize(1);
            post("/v1/channels/" + id + "/secrets?tenant=acme", "{'old_until':'2099-01-01T00:00:00Z'}")
                    .statusCode(400)
                    .body("detail", containsString("at most 30 days"));
        }
    }

    @Test
    void testIsSentAtOnceAndAnswersWhatCameBack() throws Exception {
        AtomicInteger status = new AtomicInteger(200);
        try (RawServer receiver =
                RawServer.start((request, connection, out) -> RawServer.write(out, status.get(), "said within"))) {
            String id = webhook("tried", receiver);
            post("/v1/channels/" + id + "/test?tenant=acme", "")
                    .statusCode(200)
                    .body("delivered", equalTo(true))
                    .body("status", equalTo(200))
                    .body("millis", greaterThanOrEqualTo(0))
                    .body("error", nullValue());
            AlertNotice notice =
                    AlertNoticeJson.read(receiver.requests().getFirst().body());
            assertThat(notice.event()).isEqualTo(AlertNotice.Event.TEST);
            assertThat(notice.subject().id()).hasToString(id);
            status.set(503);
            post("/v1/channels/" + id + "/test?tenant=acme", "")
                    .statusCode(200)
                    .body("delivered", equalTo(false))
                    .body("status", equalTo(503))
                    .body("error", equalTo("answered 503"));
        }
    }

    @Test
    void deliveriesAreListedByStateInPagesAndRetried() {
        AtomicInteger status = new AtomicInteger(400);
        try (RawServer receiver =
                RawServer.start((request, connection, out) -> RawServer.write(out, status.get(), ""))) {
            String id = webhook("listed", receiver);
            queue(id, "a", "b", "c");
            String path = "/v1/channels/" + id + "/deliveries";
            Outbox.await(
                    () -> get(path + "?tenant=acme&state=dead")
                                    .extract()
                                    .jsonPath()
                                    .getList("deliveries")
                                    .size()
                            == 3,
                    () -> get(path + "?tenant=acme").extract().asString());
            List<Map<String, Object>> first = get(path + "?tenant=acme&state=dead&limit=2")
                    .body("deliveries", hasSize(2))
                    .body("deliveries[0].attempts", equalTo(2))
                    .body("deliveries[0].last_error", equalTo("answered 400"))
                    .body("deliveries[0].event", equalTo("firing"))
                    .extract()
                    .path("deliveries");
            String cursor =
                    get(path + "?tenant=acme&state=dead&limit=2").extract().path("next");
            get(path + "?tenant=acme&state=dead&limit=2&cursor=" + cursor)
                    .body("deliveries", hasSize(1))
                    .body("next", nullValue());
            get(path + "?tenant=acme&state=lost").statusCode(400).body("code", equalTo("parameter.invalid"));
            get(path + "?tenant=globex").statusCode(404);
            status.set(200);
            String one = String.valueOf(first.getFirst().get("id"));
            post(path + "/" + one + "/retry?tenant=acme", "").statusCode(200).body("retried", equalTo(1));
            Outbox.await(
                    () -> get(path + "?tenant=acme&state=delivered")
                                    .extract()
                                    .jsonPath()
                                    .getList("deliveries")
                                    .size()
                            == 1,
                    () -> get(path + "?tenant=acme").extract().asString());
            post(path + "/" + one + "/retry?tenant=acme", "")
                    .statusCode(409)
                    .body("code", equalTo("delivery.state"))
                    .body("detail", containsString("is delivered"));
            post(path + "/" + UNKNOWN + "/retry?tenant=acme", "")
                    .statusCode(404)
                    .body("code", equalTo("delivery.unknown"));
            post(path + "/retry?tenant=acme", "").statusCode(200).body("retried", equalTo(2));
            Outbox.await(
                    () -> get(path + "?tenant=acme&state=delivered")
                                    .extract()
                                    .jsonPath()
                                    .getList("deliveries")
                                    .size()
                            == 3,
                    () -> get(path + "?tenant=acme").extract().asString());
        }
    }

    @Test
    void metricsTellWhatWasSentByType() {
        try (RawServer receiver = RawServer.start(answering(200, ""))) {
            String id = webhook("counted", receiver);
            queue(id, "a");
            Outbox.await(
                    () -> get("/q/metrics")
                            .extract()
                            .asString()
                            .matches(
                                    "(?s).*tokenledger_delivery_attempts_total\\{outcome=\"delivered\",type=\"webhook\"} [1-9].*"),
                    () -> get("/q/metrics")
                            .extract()
                            .asString()
                            .lines()
                            .filter(line -> line.contains("delivery"))
                            .toList()
                            .toString());
            assertThat(get("/q/metrics").extract().asString())
                    .contains(
                            "tokenledger_delivery_queued{type=\"slack\"}",
                            "tokenledger_delivery_dead{type=\"webhook\"}");
        }
    }

    @Test
    void pagesShowCreateTryAndRetryAndEscapeEverything() {
        AtomicInteger status = new AtomicInteger(400);
        try (RawServer receiver =
                RawServer.start((request, connection, out) -> RawServer.write(out, status.get(), ""))) {
            String name = "<script>alert(1)</script>";
            String created = form().formParam("tenant", "acme")
                    .formParam("name", name)
                    .formParam("type", "webhook")
                    .formParam("target", receiver.url().toString())
                    .formParam("allow_private", "true")
                    .post("/channels")
                    .then()
                    .statusCode(201)
                    .header("Cache-Control", "no-store")
                    .extract()
                    .asString();
            assertThat(created).contains("whsec_", "&lt;script&gt;").doesNotContain("<script>");
            String id = get("/v1/channels?tenant=acme")
                    .extract()
                    .path("channels.find { it.name.startsWith('<script>') }.id");
            assertThat(get("/channels?tenant=acme").statusCode(200).extract().asString())
                    .contains("/channels/" + id + "?tenant=acme", "&lt;script&gt;")
                    .doesNotContain("<script>", "whsec_");
            queue(id, "dead <b>one</b>");
            Outbox.await(
                    () -> get("/channels/" + id + "?tenant=acme&state=dead")
                            .extract()
                            .asString()
                            .contains("answered 400"),
                    () -> get("/channels/" + id + "?tenant=acme").extract().asString());
            assertThat(get("/channels/" + id + "?tenant=acme").extract().asString())
                    .contains("dead &lt;b&gt;one", "Try everything again")
                    .doesNotContain("<b>one", "whsec_");
            status.set(200);
            form().formParam("tenant", "acme")
                    .post("/channels/" + id + "/test")
                    .then()
                    .statusCode(200)
                    .body(containsString("Delivered, status 200"));
            form().redirects()
                    .follow(false)
                    .formParam("tenant", "acme")
                    .post("/channels/" + id + "/retry")
                    .then()
                    .statusCode(303);
            Outbox.await(
                    () -> get("/v1/channels/" + id + "/deliveries?tenant=acme&state=delivered")
                                    .extract()
                                    .jsonPath()
                                    .getList("deliveries")
                                    .size()
                            == 1,
                    () -> get("/channels/" + id + "?tenant=acme").extract().asString());
        }
        get("/channels/" + UNKNOWN + "?tenant=acme").statusCode(404).body(containsString("has no channel"));
        get("/channels").statusCode(200).body(containsString("Channels"));
    }

    @Test
    void formOfAnotherSiteDoesNothing() {
        for (String path : List.of("/channels", "/channels/" + UNKNOWN + "/test", "/channels/" + UNKNOWN + "/retry")) {
            given().contentType(ContentType.URLENC)
                    .header("Sec-Fetch-Site", "cross-site")
                    .formParam("tenant", "acme")
                    .formParam("name", "stolen")
                    .formParam("type", "kafka")
                    .post(path)
                    .then()
                    .statusCode(403)
                    .body(containsString("another site"));
        }
        assertThat(get("/v1/channels?tenant=acme").extract().asString()).doesNotContain("stolen");
    }

    private void queue(String channel, String... names) {
        store.write(connection -> {
            for (String name : names) {
                outbox.queue(connection, Notices.firing(name), List.of(UUID.fromString(channel)), Instant.now());
            }
            return true;
        });
    }

    private static RequestSpecification form() {
        return given().contentType(ContentType.URLENC.withCharset("UTF-8")).header("Sec-Fetch-Site", "same-origin");
    }

    private static String webhook(String name, RawServer receiver) {
        return create("webhook", name, "'allow_private':true,'url':'" + receiver.url() + "'")
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static ValidatableResponse create(String type, String name, String further) {
        return post("/v1/channels", "{'tenant':'acme','name':'" + name + "','type':'" + type + "'," + further + "}");
    }

    private static ValidatableResponse post(String path, String body) {
        return given().contentType(ContentType.JSON)
                .body(body.replace('\'', '"'))
                .post(path)
                .then();
    }

    private static ValidatableResponse put(String path, String body) {
        return given().contentType(ContentType.JSON)
                .body(body.replace('\'', '"'))
                .put(path)
                .then();
    }

    private static ValidatableResponse get(String path) {
        return given().get(path).then();
    }
}
