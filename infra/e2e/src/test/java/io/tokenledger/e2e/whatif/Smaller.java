package io.tokenledger.e2e.whatif;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Ways to ask for less. */
final class Smaller {
    private static final long QUARTER_SECONDS = 900;

    /** Each gives a smaller question; null where it does not apply. */
    static final List<Function<Question, @Nullable Question>> STEPS = List.of(
            question -> question.groupBy().isEmpty() ? null : question.withGroupBy(List.of()),
            question -> question.pricesAt() == null ? null : question.withPrices(null, question.atListPrices()),
            question -> question.atListPrices() ? question.withPrices(question.pricesAt(), false) : null,
            question -> question.swaps().size() < 2
                    ? null
                    : question.withSwaps(question.swaps().subList(0, 1)),
            question -> withoutSwap(question, 0),
            question -> withoutSwap(question, 1),
            question -> withoutSwap(question, 2),
            question -> half(question, true),
            question -> half(question, false));

    private Smaller() {}

    private static @Nullable Question withoutSwap(Question question, int index) {
        if (question.swaps().size() < 2 || index >= question.swaps().size()) {
            return null;
        }
        var fewer = new ArrayList<>(question.swaps());
        fewer.remove(index);
        return question.withSwaps(fewer);
    }

    private static @Nullable Question half(Question question, boolean first) {
        Instant begin = question.begin();
        Instant end = question.end();
        long quarters = Duration.between(begin, end).toSeconds() / QUARTER_SECONDS;
        if (quarters < 2) {
            return null;
        }
        Instant middle = begin.plusSeconds(quarters / 2 * QUARTER_SECONDS);
        return first ? question.withPeriod(begin, middle) : question.withPeriod(middle, end);
    }
}
