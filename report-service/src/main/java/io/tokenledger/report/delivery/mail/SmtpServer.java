package io.tokenledger.report.delivery.mail;

import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The server that mail is handed to; the operator's choice, so no rule about addresses holds for it.
 *
 * @param user null: without logging in, as {@code password}
 * @param from a plain address
 * @param limit for connecting, and for each answer
 */
public record SmtpServer(
        String host,
        int port,
        Security security,
        @Nullable String user,
        @Nullable String password,
        String from,
        Duration limit) {

    /** How the connection is protected. */
    public enum Security {
        /** Not at all: for a server on the same machine. */
        NONE,
        /** Encrypted after a greeting in the clear, or not used. */
        STARTTLS,
        /** Encrypted from the beginning. */
        TLS
    }

    public SmtpServer {
        if (!from.matches("[^@\\s<>,;:\"]+@[A-Za-z0-9.-]+")) {
            throw new IllegalArgumentException("'" + from + "' is no sender: ledger@example.com is expected");
        }
    }

    /** Of Message-IDs. */
    String domain() {
        return from.substring(from.indexOf('@') + 1);
    }

    Properties properties() {
        String millis = String.valueOf(limit.toMillis());
        Properties properties = new Properties();
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.smtp.host", host);
        properties.setProperty("mail.smtp.port", String.valueOf(port));
        properties.setProperty("mail.smtp.auth", String.valueOf(user != null));
        properties.setProperty("mail.smtp.connectiontimeout", millis);
        properties.setProperty("mail.smtp.timeout", millis);
        properties.setProperty("mail.smtp.writetimeout", millis);
        properties.setProperty("mail.smtp.ssl.enable", String.valueOf(security == Security.TLS));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(security == Security.STARTTLS));
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(security == Security.STARTTLS));
        return properties;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "SmtpServer[" + host + ":" + port + ", " + security + ", from " + from + "]";
    }
}
