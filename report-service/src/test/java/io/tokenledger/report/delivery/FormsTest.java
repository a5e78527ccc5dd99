package io.tokenledger.report.delivery;

import static io.tokenledger.report.fixture.RawServer.answering;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokenledger.contract.AlertNotice;
import io.tokenledger.contract.AlertNoticeJson;
import io.tokenledger.report.delivery.channel.Channel;
import io.tokenledger.report.delivery.channel.ChannelType;
import io.tokenledger.report.delivery.channel.Endpoint;
import io.tokenledger.report.delivery.channel.NoticeTemplate;
import io.tokenledger.report.delivery.channel.QuietHours;
import io.tokenledger.report.delivery.channel.Secret;
import io.tokenledger.report.delivery.http.GuardedHttp;
import io.tokenledger.report.delivery.http.Network;
import io.tokenledger.report.delivery.http.TargetGuard;
import io.tokenledger.report.delivery.sending.Message;
import io.tokenledger.report.delivery.sending.Outcome;
import io.tokenledger.report.delivery.sending.Targets;
import io.tokenledger.report.fixture.RawServer;
import java.net.InetAddress;
import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each kind of target is sent, as a real server receives it. */
class FormsTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:15:40Z");
    private static final String EVIL = "<!channel> [x](http://evil) & *b* \" '\nSecond: line";

    @Test
    void webhookIsSignedOverIdTimestampAndBodyWithEveryLiveSecret() throws Exception {
        try (RawServer receiver = RawServer.start(answering(200, ""))) {
            Secret fresh = Secret.generated(NOW);
            Secret old = new Secret(Secret.generated(NOW).text(), NOW.minusSeconds(60), NOW.plusSeconds(60));
            Secret over = new Secret(Secret.generated(NOW).text(), NOW.minusSeconds(60), NOW);
            AlertNotice notice = Notices.firing("a");
            send(receiver, ChannelType.WEBHOOK, List.of(fresh, old), null, Message.of(notice));
            send(receiver, ChannelType.WEBHOOK, List.of(fresh, over), null, Message.of(notice));

            RawServer.Request both = receiver.requests().getFirst();
            assertThat(both.header("webhook-id")).isEqualTo(notice.noticeId().toString());
            assertThat(both.header("webhook-timestamp")).isEqualTo("1795169740");
            assertThat(both.header("webhook-signature")).isEqualTo(signed(both, fresh) + " " + signed(both, old));
            assertThat(both.body()).isEqualTo(AlertNoticeJson.write(notice));
            RawServer.Request one = receiver.requests().getLast();
            assertThat(one.header("webhook-signature")).isEqualTo(signed(one, fresh));
        }
    }

    /** As a receiver does it, from the bytes that came: Standard Webhooks 1.0. */
    private static String signed(RawServer.Request request, Secret secret) throws Exception {
        byte[] key = Base64.getDecoder().decode(secret.text().replaceFirst("^whsec_", ""));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        String content =
                request.header("webhook-id") + "." + request.header("webhook-timestamp") + "." + request.text();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(content.getBytes(UTF_8)));
    }

    @Test
    void digestOfAWebhookHoldsItsNoticesUnderItsOwnId() throws Exception {
        try (RawServer receiver = RawServer.start(answering(200, ""))) {
            UUID id = UUID.randomUUID();
            List<AlertNotice> notices = List.of(Notices.firing("a"), Notices.resolved("b"));
            send(receiver, ChannelType.WEBHOOK, List.of(Secret.generated(NOW)), null, Message.digest(id, notices));
            RawServer.Request request = receiver.requests().getFirst();
            assertThat(request.header("webhook-id")).isEqualTo(id.toString());
            JsonNode body = json(request);
            assertThat(body.path("digest_id").asText()).isEqualTo(id.toString());
            assertThat(body.path("notices")).hasSize(2);
            assertThat(AlertNoticeJson.read(
                            body.path("notices").get(1).toString().getBytes(UTF_8)))
                    .isEqualTo(notices.get(1));
        }
    }

    @Test
    void templateChangesTheWordsAndNothingElseOfAWebhook() throws Exception {
        try (RawServer receiver = RawServer.start(answering(200, ""))) {
            NoticeTemplate title =
                    new NoticeTemplate("{{severity}}: {{subject}} {{percent}} % of {{limit}} {{ currency }}");
            AlertNotice notice = evil();
            send(receiver, ChannelType.WEBHOOK, List.of(Secret.generated(NOW)), title, Message.of(notice));
            AlertNotice sent =
                    AlertNoticeJson.read(receiver.requests().getFirst().body());
            assertThat(sent.title()).isEqualTo("warning: " + notice.subject().name() + " 80.45 % of 1000 USD");
            assertThat(sent.text()).isEqualTo(notice.text());
            assertThat(sent.figures()).isEqualTo(notice.figures());
        }
    }

    @Test
    void slackGetsATextInWhichNothingMentionsAnybodyOrLinks() throws Exception {
        try (RawServer receiver = RawServer.start(answering(200, "ok"))) {
            assertThat(send(receiver, ChannelType.SLACK, List.of(), null, Message.of(evil())))
                    .isInstanceOf(Outcome.Delivered.class);
            JsonNode body = json(receiver.requests().getFirst());
            assertThat(body.path("text").asText())
                    .startsWith("*&lt;!channel&gt; [x](http://evil) &amp; ")
                    .doesNotContain("<", ">", "\n");
            JsonNode attachment = body.path("attachments").get(0);
            assertThat(attachment.path("text").asText())
                    .contains("&lt;!channel&gt;")
                    .doesNotContain("<!");
            assertThat(attachment.path("color").asText()).isEqualTo("#daa038");
            assertThat(attachment.path("title_link").asText()).isEqualTo(evil().link());
            assertThat(receiver.requests().getFirst().header("content-type")).isEqualTo("application/json");
            send(
                    receiver,
                    ChannelType.SLACK,
                    List.of(),
                    new NoticeTemplate("*{{subject}}* <https://a.b|c>"),
                    Message.of(evil()));
            assertThat(json(receiver.requests().getLast()).path("text").asText())
                    .as("the channel's own words stay, values are escaped")
                    .startsWith("**&lt;!channel&gt;")
                    .endsWith("* <https://a.b|c>*");
        }
    }

    @Test
    void resolvedIsGreenAndADigestIsOneMessage() throws Exception {
        try (RawServer receiver = RawServer.start(answering(200, "ok"))) {
            send(receiver, ChannelType.SLACK, List.of(), null, Message.of(Notices.resolved("a")));
            send(
                    receiver,
                    ChannelType.SLACK,
                    List.of(),
                    null,
                    Message.digest(UUID.randomUUID(), List.of(Notices.firing("a"), Notices.resolved("b"))));
            assertThat(json(receiver.requests().getFirst())
                            .at("/attachments/0/color")
                            .asText())
                    .isEqualTo("#2eb886");
            JsonNode digest = json(receiver.requests().getLast());
            assertThat(digest.path("text").asText()).isEqualTo("*2 alerts: 1 firing, 1 resolved*");
            assertThat(digest.at("/attachments/0/text").asText())
                    .contains(
                            "a is at 80 %", "b is at 80 %", Notices.firing("a").link());
        }
    }

    @Test
    void teamsGetsACardWhoseWordsAreShownAsTheyAre() throws Exception {
        try (RawServer receiver = RawServer.start(answering(202, ""))) {
            assertThat(send(receiver, ChannelType.TEAMS, List.of(), null, Message.of(evil())))
                    .isEqualTo(new Outcome.Delivered(202));
            JsonNode body = json(receiver.requests().getFirst());
            assertThat(body.path("type").asText()).isEqualTo("message");
            JsonNode attachment = body.path("attachments").get(0);
            assertThat(attachment.path("contentType").asText()).isEqualTo("application/vnd.microsoft.card.adaptive");
            JsonNode card = attachment.path("content");
            assertThat(card.path("type").asText()).isEqualTo("AdaptiveCard");
            List<String> types = new ArrayList<>();
            card.path("body")
                    .forEach(block -> types.add(block.path("type").asText() + "/"
                            + block.at("/inlines/0/type").asText()));
            assertThat(types)
                    .as("runs of text know no Markdown")
                    .containsOnly("RichTextBlock/TextRun")
                    .hasSize(3);
            assertThat(card.at("/body/0/inlines/0/text").asText()).startsWith("<!channel> [x](http://evil)");
            assertThat(card.at("/actions/0/url").asText()).isEqualTo(evil().link());
        }
    }

    @Test
    void teamsConnectorThatTellsAFailureWithAStatusOf200IsAFailure() {
        try (RawServer receiver = RawServer.start(answering(
                200, "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429"))) {
            assertThat(send(receiver, ChannelType.TEAMS, List.of(), null, Message.of(evil())))
                    .isInstanceOf(Outcome.Failed.class);
        }
    }

    @Test
    void alertmanagerGetsFewLabelsThatStayTheSameUntilItIsResolved() throws Exception {
        try (RawServer receiver = RawServer.start(answering(200, ""))) {
            send(receiver, ChannelType.ALERTMANAGER, List.of(), null, Message.of(Notices.firing("a")));
            send(receiver, ChannelType.ALERTMANAGER, List.of(), null, Message.of(Notices.resolved("a")));
            assertThat(receiver.requests().getFirst().line()).isEqualTo("POST /hook/api/v2/alerts HTTP/1.1");
            JsonNode firing = json(receiver.requests().getFirst()).get(0);
            JsonNode resolved = json(receiver.requests().getLast()).get(0);
            assertThat(firing.path("labels")).isEqualTo(resolved.path("labels"));
            assertThat(firing.path("labels").toString())
                    .isEqualTo("{\"alertname\":\"budget_threshold\",\"alert_id\":\""
                            + Notices.firing("a").alertId() + "\",\"tenant\":\"acme\",\"severity\":\"warning\"}");
            assertThat(firing.path("startsAt").asText()).isEqualTo("2026-11-20T10:15:31Z");
            assertThat(firing.path("endsAt").asText()).isEqualTo("2026-11-20T10:20:40Z");
            assertThat(resolved.path("endsAt").asText()).isEqualTo("2026-11-20T10:16:31Z");
            assertThat(firing.path("generatorURL").asText())
                    .isEqualTo(Notices.firing("a").link());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "500,TARGET",
        "503,TARGET",
        "429,TARGET",
        "404,TARGET",
        "301,TARGET",
        "400,NOTICE",
        "413,NOTICE",
        "422,NOTICE"
    })
    void statusSaysWhetherOthersWouldFailToo(int status, Outcome.Fault fault) {
        try (RawServer receiver = RawServer.start(answering(status, "because", "Retry-After: 5"))) {
            Outcome.Failed failed =
                    (Outcome.Failed) send(receiver, ChannelType.SLACK, List.of(), null, Message.of(evil()));
            assertThat(failed.fault()).isEqualTo(fault);
            assertThat(failed.status()).isEqualTo(status);
            assertThat(failed.retryAfter()).isEqualTo(Duration.ofSeconds(5));
            assertThat(failed.error())
                    .as("of a private target nothing but the status is told")
                    .doesNotContain("because");
        }
    }

    private static AlertNotice evil() {
        return Notices.of(EVIL.replace("\n", " "), AlertNotice.Event.FIRING, "warning", Notices.AT, EVIL, EVIL);
    }

    private static Outcome send(
            RawServer receiver,
            ChannelType type,
            List<Secret> secrets,
            @Nullable NoticeTemplate title,
            Message message) {
        URI url = receiver.url();
        Endpoint endpoint =
                switch (type) {
                    case WEBHOOK -> new Endpoint.Webhook(url);
                    case SLACK -> new Endpoint.Slack(url);
                    case TEAMS -> new Endpoint.Teams(url);
                    case ALERTMANAGER -> new Endpoint.Alertmanager(url);
                    case EMAIL, KAFKA -> throw new IllegalArgumentException(type.wireName());
                };
        Channel channel = new Channel(
                new UUID(0, 7),
                "acme",
                "on call",
                endpoint,
                true,
                secrets,
                new Channel.Manner(QuietHours.NONE, null, true, title, null),
                true,
                NOW,
                NOW,
                null);
        TargetGuard guard = new TargetGuard(InetAddress::getAllByName, List.of(Network.of("127.0.0.0/8")), false);
        try (Targets targets = DeliveryWiring.targets(
                new QuickSettings(), new GuardedHttp(guard, Duration.ofSeconds(5), SSLContext.getDefault()))) {
            return targets.send(channel, message, NOW);
        } catch (NoSuchAlgorithmException cannotBe) {
            throw new IllegalStateException(cannotBe);
        }
    }

    private static JsonNode json(RawServer.Request request) throws Exception {
        return JsonMapper.builder().build().readTree(request.body());
    }
}
