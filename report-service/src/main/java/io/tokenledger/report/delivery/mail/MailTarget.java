package io.tokenledger.report.delivery.mail;

import jakarta.mail.Authenticator;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hands a letter to the SMTP server: text and HTML, the same Message-ID whenever it is sent again. */
public final class MailTarget {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final @Nullable SmtpServer server;

    /** @param server null: there is none, and nothing can be sent */
    public MailTarget(@Nullable SmtpServer server) {
        this.server = server;
    }

    /**
     * What is to be sent.
     *
     * @param alert keeps what is told of one alert together; null: of several
     * @param title one line
     * @param link null: none
     */
    public record Letter(
            UUID id,
            @Nullable UUID alert,
            UUID channel,
            List<String> to,
            String title,
            String text,
            @Nullable String link,
            Instant at) {}

    /**
     * Why the server has not taken it.
     *
     * @param ofTheLetter it did not like this one, such as a recipient; others may go
     */
    public record Failure(boolean ofTheLetter, String error) {}

    /** Empty: the server has taken it. */
    public Optional<Failure> send(Letter letter) {
        if (server == null) {
            return Optional.of(new Failure(false, "no SMTP server is set: TOKENLEDGER_SMTP_HOST"));
        }
        try {
            Transport.send(message(server, letter));
            return Optional.empty();
        } catch (SendFailedException refused) {
            return Optional.of(new Failure(true, "the SMTP server refused it: " + reason(refused)));
        } catch (MessagingException trouble) {
            return Optional.of(new Failure(false, "SMTP: " + reason(trouble)));
        }
    }

    private static MimeMessage message(SmtpServer server, Letter letter) throws MessagingException {
        MimeMessage message = new Identified(session(server), messageId(server, letter.id(), letter.channel()));
        message.setFrom(new InternetAddress(server.from(), true));
        for (String address : letter.to()) {
            message.addRecipient(RecipientType.TO, new InternetAddress(address, true));
        }
        // A line break would begin another header; what is not ASCII is encoded (RFC 2047).
        message.setSubject(letter.title().replaceAll("\\p{Cntrl}+", " "), UTF_8);
        message.setSentDate(Date.from(letter.at()));
        message.setHeader("Auto-Submitted", "auto-generated");
        if (letter.alert() != null) {
            message.setHeader("References", messageId(server, letter.alert(), letter.channel()));
        }
        message.setContent(new MimeMultipart("alternative", plain(letter), html(letter)));
        message.saveChanges();
        return message;
    }

    private static String messageId(SmtpServer server, UUID id, UUID channel) {
        return "<" + id + "." + channel + "@" + server.domain() + ">";
    }

    private static MimeBodyPart plain(Letter letter) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(letter.text() + (letter.link() == null ? "" : "\n\n" + letter.link()) + "\n", UTF_8);
        return part;
    }

    private static MimeBodyPart html(Letter letter) throws MessagingException {
        String link = letter.link();
        MimeBodyPart part = new MimeBodyPart();
        part.setText(
                "<!doctype html><html><body><h3>" + escape(letter.title()) + "</h3><p>"
                        + escape(letter.text()).replace("\n", "<br>\n") + "</p>"
                        + (link == null || !link.startsWith("http")
                                ? ""
                                : "<p><a href=\"" + escape(link) + "\">Open in TokenLedger</a></p>")
                        + "</body></html>\n",
                UTF_8,
                "html");
        return part;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static Session session(SmtpServer server) {
        String user = server.user();
        if (user == null) {
            return Session.getInstance(server.properties());
        }
        return Session.getInstance(server.properties(), new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(user, server.password());
            }
        });
    }

    private static String reason(MessagingException failure) {
        Exception next = failure.getNextException();
        return failure.getMessage() + (next == null ? "" : " (" + next.getMessage() + ")");
    }

    /** With a Message-ID of its own, which is not made anew when the message is saved. */
    private static final class Identified extends MimeMessage {
        private final String id;

        Identified(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
