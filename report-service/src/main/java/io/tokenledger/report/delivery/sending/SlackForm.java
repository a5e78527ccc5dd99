package io.tokenledger.report.delivery.sending;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.contract.AlertNotice;
import io.tokenledger.report.delivery.channel.Channel;
import java.net.URI;
import java.util.Comparator;
import java.util.List;

/**
 * A message as Slack's incoming webhooks take it, and what is compatible with them: a text, and an attachment with a colour.
 * Values are escaped as Slack asks for, so that none of them mentions anybody or makes a link.
 */
final class SlackForm {
    private static final int LONGEST_TITLE = 300;
    private static final int LONGEST_TEXT = 8_000;
    private static final List<String> BY_SEVERITY = List.of("info", "warning", "critical");
    private static final List<String> COLOURS = List.of("#439fe0", "#daa038", "#a30200");
    private static final String RESOLVED = "#2eb886";

    private SlackForm() {}

    static Post of(URI url, Channel channel, Message message) {
        Words words = Words.of(channel, message, SlackForm::escape);
        String title = Limited.to(LONGEST_TITLE, words.title());
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("text", "*" + title + "*").put("unfurl_links", false);
        ObjectNode attachment = body.putArray("attachments").addObject();
        attachment
                .put("color", colour(message))
                .put("fallback", title)
                .put("text", Limited.to(LONGEST_TEXT, words.text()));
        attachment.putArray("mrkdwn_in").add("text");
        if (words.link() != null) {
            attachment.put("title", "Open in TokenLedger").put("title_link", words.link());
        }
        return Post.json(url, body);
    }

    /** As Slack wants it: these three and no others. */
    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String colour(Message message) {
        return message.notices().stream()
                .filter(notice -> notice.event() != AlertNotice.Event.RESOLVED)
                .map(notice -> BY_SEVERITY.indexOf(notice.severity()))
                .max(Comparator.naturalOrder())
                .map(index -> COLOURS.get(Math.max(0, index)))
                .orElse(RESOLVED);
    }
}
