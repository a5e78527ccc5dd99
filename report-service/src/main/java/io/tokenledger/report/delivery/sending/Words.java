package io.tokenledger.report.delivery.sending;

import io.tokenledger.contract.AlertNotice;
import io.tokenledger.report.delivery.channel.Channel;
import io.tokenledger.report.delivery.channel.NoticeTemplate;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What people read of a message. Pure.
 *
 * @param title one line
 * @param text some lines
 * @param link null: none, as of a digest, whose lines have theirs
 */
record Words(String title, String text, @Nullable String link) {

    /** In the channel's words, or else the alert's; {@code escape} makes what came from elsewhere harmless. */
    static Words of(Channel channel, Message message, UnaryOperator<String> escape) {
        if (!message.digest()) {
            AlertNotice notice = message.notices().getFirst();
            return new Words(oneLine(title(channel, notice, escape)), text(channel, notice, escape), notice.link());
        }
        String lines = message.notices().stream()
                .map(notice -> oneLine(title(channel, notice, escape)) + "\n" + text(channel, notice, escape) + "\n"
                        + escape.apply(notice.link()))
                .collect(Collectors.joining("\n\n"));
        return new Words(count(message.notices()), lines, null);
    }

    static String title(Channel channel, AlertNotice notice, UnaryOperator<String> escape) {
        NoticeTemplate template = channel.manner().title();
        return template == null ? escape.apply(notice.title()) : template.render(notice, escape);
    }

    static String text(Channel channel, AlertNotice notice, UnaryOperator<String> escape) {
        NoticeTemplate template = channel.manner().text();
        return template == null ? escape.apply(notice.text()) : template.render(notice, escape);
    }

    private static String count(List<AlertNotice> notices) {
        long resolved = notices.stream()
                .filter(notice -> notice.event() == AlertNotice.Event.RESOLVED)
                .count();
        return notices.size() + (notices.size() == 1 ? " alert: " : " alerts: ") + (notices.size() - resolved)
                + " firing, " + resolved + " resolved";
    }

    static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
