package io.tokenledger.report.delivery.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.tokenledger.report.delivery.mail.MailTarget.Failure;
import io.tokenledger.report.delivery.mail.MailTarget.Letter;
import io.tokenledger.report.delivery.mail.SmtpServer.Security;
import io.tokenledger.report.fixture.RawServer;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Over SMTP to a real server in memory. */
@Timeout(60)
class MailTargetTest {
    private static final UUID NOTICE = UUID.fromString("5c3d2b1a-0000-8000-8000-000000000001");
    private static final UUID ALERT = UUID.fromString("5c3d2b1a-0000-8000-8000-0000000000aa");
    private static final UUID CHANNEL = UUID.fromString("11111111-2222-4333-8444-555555555555");

    @Test
    void mailArrivesAsTextAndAsHtmlAtEveryRecipient() throws Exception {
        GreenMail server = server();
        try {
            assertThat(new MailTarget(smtp(server, null, null))
                            .send(letter(
                                    "search is at 80 %",
                                    "804.5 of 1000 USD\nüber <b>Plan</b> & mehr",
                                    "ann@example.com",
                                    "bob@example.com")))
                    .isEmpty();
            assertThat(server.getReceivedMessages()).hasSize(2);
            MimeMessage mail = server.getReceivedMessages()[0];
            assertThat(mail.getSubject()).isEqualTo("search is at 80 %");
            assertThat(mail.getFrom()).extracting(Object::toString).containsExactly("ledger@example.com");
            assertThat(mail.getAllRecipients())
                    .extracting(Object::toString)
                    .containsExactly("ann@example.com", "bob@example.com");
            assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
            MimeMultipart parts = (MimeMultipart) mail.getContent();
            assertThat(parts.getContentType()).startsWith("multipart/alternative");
            assertThat(parts.getBodyPart(0).getContent().toString().replace("\r", ""))
                    .isEqualTo("804.5 of 1000 USD\nüber <b>Plan</b> & mehr\n\nhttp://127.0.0.1:8083/alerts/7\n");
            assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
            assertThat(parts.getBodyPart(1).getContent().toString())
                    .contains("über &lt;b&gt;Plan&lt;/b&gt; &amp; mehr", "<a href=\"http://127.0.0.1:8083/alerts/7\">");
        } finally {
            server.stop();
        }
    }

    @Test
    void messageIdIsTheSameWheneverItIsSentAgain() throws Exception {
        GreenMail server = server();
        try {
            MailTarget target = new MailTarget(smtp(server, null, null));
            target.send(letter("a", "b", "ann@example.com"));
            target.send(letter("a", "b", "ann@example.com"));
            assertThat(List.of(server.getReceivedMessages())).hasSize(2).allSatisfy(mail -> {
                assertThat(mail.getMessageID()).isEqualTo("<" + NOTICE + "." + CHANNEL + "@example.com>");
                assertThat(mail.getHeader("References")).containsExactly("<" + ALERT + "." + CHANNEL + "@example.com>");
            });
        } finally {
            server.stop();
        }
    }

    @Test
    void lineBreaksInATitleAddNoHeaderAndNoRecipient() throws Exception {
        GreenMail server = server();
        try {
            String evil = "budget\r\nBcc: eve@example.com\r\nX-Evil: 1\r\n\r\nanother body\u0000";
            assertThat(new MailTarget(smtp(server, null, null)).send(letter(evil, evil, "ann@example.com")))
                    .isEmpty();
            assertThat(server.getReceivedMessages()).hasSize(1);
            MimeMessage mail = server.getReceivedMessages()[0];
            assertThat(mail.getHeader("Bcc")).isNull();
            assertThat(mail.getHeader("X-Evil")).isNull();
            assertThat(mail.getSubject()).isEqualTo("budget Bcc: eve@example.com X-Evil: 1 another body");
            assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("ann@example.com");
        } finally {
            server.stop();
        }
    }

    @Test
    void lineThatIsADotDoesNotEndTheMail() throws Exception {
        GreenMail server = server();
        try {
            new MailTarget(smtp(server, null, null))
                    .send(letter("a", "before\n.\nMAIL FROM:<eve@example.com>\nafter", "ann@example.com"));
            assertThat(server.getReceivedMessages()).hasSize(1);
            assertThat(GreenMailUtil.getBody(server.getReceivedMessages()[0])).contains("after");
        } finally {
            server.stop();
        }
    }

    @Test
    void serverThatWantsAPasswordGetsIt() throws Exception {
        GreenMail server = server();
        try {
            server.setUser("ledger@example.com", "ledger", "right");
            server.getUserManager().setAuthRequired(true);
            assertThat(new MailTarget(smtp(server, "ledger", "right")).send(letter("a", "b", "ann@example.com")))
                    .isEmpty();
            Optional<Failure> refused =
                    new MailTarget(smtp(server, "ledger", "wrong")).send(letter("a", "b", "ann@example.com"));
            assertThat(refused).hasValueSatisfying(failure -> {
                assertThat(failure.ofTheLetter()).isFalse();
                assertThat(failure.error()).doesNotContain("wrong");
            });
        } finally {
            server.stop();
        }
    }

    @Test
    void mailIsNotSentInTheClearWhereEncryptionIsWanted() {
        GreenMail server = server(); // offers no STARTTLS
        try {
            SmtpServer wanting = new SmtpServer(
                    "127.0.0.1",
                    server.getSmtp().getPort(),
                    Security.STARTTLS,
                    null,
                    null,
                    "ledger@example.com",
                    Duration.ofSeconds(5));
            assertThat(new MailTarget(wanting).send(letter("a", "b", "ann@example.com")))
                    .hasValueSatisfying(failure -> assertThat(failure.error()).contains("STARTTLS"));
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    @Test
    void serverThatHangsOrIsNotThereIsToldWithinTheLimit() {
        try (RawServer silent = RawServer.start((request, connection, out) -> {})) {
            long began = System.nanoTime();
            SmtpServer hanging = new SmtpServer(
                    "127.0.0.1",
                    silent.port(),
                    Security.NONE,
                    null,
                    null,
                    "ledger@example.com",
                    Duration.ofMillis(500));
            assertThat(new MailTarget(hanging).send(letter("a", "b", "ann@example.com")))
                    .isPresent();
            assertThat((System.nanoTime() - began) / 1_000_000).isLessThan(5_000);
        }
        assertThat(new MailTarget(null).send(letter("a", "b", "ann@example.com")))
                .contains(new Failure(false, "no SMTP server is set: TOKENLEDGER_SMTP_HOST"));
    }

    private static GreenMail server() {
        ServerSetup anyPort = ServerSetup.SMTP.dynamicPort().verbose(false);
        anyPort.setServerStartupTimeout(10_000);
        GreenMail server = new GreenMail(anyPort);
        server.start();
        return server;
    }

    private static SmtpServer smtp(GreenMail server, @Nullable String user, @Nullable String password) {
        return new SmtpServer(
                "127.0.0.1",
                server.getSmtp().getPort(),
                Security.NONE,
                user,
                password,
                "ledger@example.com",
                Duration.ofSeconds(5));
    }

    private static Letter letter(String title, String text, String... to) {
        return new Letter(
                NOTICE,
                ALERT,
                CHANNEL,
                List.of(to),
                title,
                text,
                "http://127.0.0.1:8083/alerts/7",
                Instant.parse("2026-11-20T10:15:31Z"));
    }
}
