package io.tokenledger.report.delivery.sending;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.report.delivery.channel.Channel;
import java.net.URI;
import java.util.function.UnaryOperator;

/**
 * A message as the workflows and incoming webhooks of Microsoft Teams take it: an Adaptive Card 1.4 in an envelope. Its words
 * are text runs, which are shown as they are: Markdown in a value makes no link.
 */
final class TeamsForm {
    private static final String CARD = "application/vnd.microsoft.card.adaptive";
    private static final int LONGEST_TITLE = 300;
    /** Teams takes 28 KB in all. */
    private static final int LONGEST_TEXT = 6_000;

    private TeamsForm() {}

    static Post of(URI url, Channel channel, Message message) {
        Words words = Words.of(channel, message, UnaryOperator.identity());
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("type", "message");
        ObjectNode attachment = body.putArray("attachments").addObject();
        attachment.put("contentType", CARD).putNull("contentUrl");
        ObjectNode card = attachment.putObject("content");
        card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("type", "AdaptiveCard")
                .put("version", "1.4");
        ArrayNode blocks = card.putArray("body");
        run(blocks, Limited.to(LONGEST_TITLE, words.title()))
                .put("weight", "bolder")
                .put("size", "medium");
        for (String line : Limited.to(LONGEST_TEXT, words.text()).split("\n", -1)) {
            if (!line.isBlank()) {
                run(blocks, line);
            }
        }
        if (words.link() != null) {
            card.putArray("actions")
                    .addObject()
                    .put("type", "Action.OpenUrl")
                    .put("title", "Open in TokenLedger")
                    .put("url", words.link());
        }
        return Post.json(url, body);
    }

    private static ObjectNode run(ArrayNode blocks, String text) {
        ObjectNode block = blocks.addObject().put("type", "RichTextBlock");
        return block.putArray("inlines").addObject().put("type", "TextRun").put("text", text);
    }
}
