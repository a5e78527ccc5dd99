package io.tokenledger.report.costcenter;

import java.util.List;

/** A value in which {@code *} stands for any characters. Linear in the text but for repeats, and never backtracks over a star. */
final class Glob {
    private final String head;
    private final List<String> middle;
    private final String tail;

    Glob(String pattern) {
        List<String> parts = List.of(pattern.split("\\*", -1));
        this.head = parts.getFirst();
        this.tail = parts.getLast();
        this.middle = parts.subList(1, parts.size() - 1);
    }

    boolean matches(String text) {
        if (text.length() < head.length() + tail.length() || !text.startsWith(head) || !text.endsWith(tail)) {
            return false;
        }
        int at = head.length();
        int end = text.length() - tail.length();
        for (String part : middle) {
            int found = text.indexOf(part, at);
            if (found < 0 || found + part.length() > end) {
                return false;
            }
            at = found + part.length();
        }
        return true;
    }
}
