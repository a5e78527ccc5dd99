package io.tokenledger.report.quality;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model as leaderboards name it, with the effort that the name holds: {@code o3 (high)}. What else stands in brackets
 * (a date, a budget of thinking tokens) makes it another thing than the plain model, so it stays part of the name.
 *
 * @param reasoningEffort empty: the name holds none
 */
record StatedModel(String model, String reasoningEffort) {
    private static final Pattern EFFORT =
            Pattern.compile("(.+?) \\((none|minimal|low|medium|high|xhigh)\\)", Pattern.CASE_INSENSITIVE);
    private static final Pattern NO_THINKING = Pattern.compile("(.+?) \\(no think(ing)?\\)", Pattern.CASE_INSENSITIVE);
    private static final Pattern AS_IT_COMES =
            Pattern.compile("(.+?) \\(default( think)?\\)", Pattern.CASE_INSENSITIVE);

    static StatedModel of(String name) {
        Matcher effort = EFFORT.matcher(name);
        if (effort.matches()) {
            return new StatedModel(effort.group(1), effort.group(2).toLowerCase(Locale.ROOT));
        }
        Matcher noThinking = NO_THINKING.matcher(name);
        if (noThinking.matches()) {
            return new StatedModel(noThinking.group(1), "none");
        }
        Matcher asItComes = AS_IT_COMES.matcher(name);
        return new StatedModel(asItComes.matches() ? asItComes.group(1) : name, "");
    }
}
