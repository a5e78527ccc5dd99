package io.tokenledger.bench.whatif;

import java.util.List;
import java.util.random.RandomGenerator;

/** What is asked, in turn; each time with other shares, apps or days, so that no answer is one of before. */
enum QuestionKind {
    ONE_SWAP_FOR_ALL("one swap for all") {
        @Override
        MeasuredQuestion question(RandomGenerator random) {
            return month("UTC", "", swap("o3", "", "o4-mini", "standard", share(random), "1"));
        }
    },
    HYBRID_BY_APP("hybrid, by app") {
        @Override
        MeasuredQuestion question(RandomGenerator random) {
            return month("UTC", "app", swap("o3", "app-" + (1 + random.nextInt(4)), "o4-mini", "standard", "0.9", "1"));
        }
    },
    TIER("another tier") {
        @Override
        MeasuredQuestion question(RandomGenerator random) {
            return month("UTC", "", swap("gpt-5.4", "", "gpt-5.4", "flex", share(random), "1"));
        }
    },
    THREE_SWAPS_BY_TEAM("three swaps, by team") {
        @Override
        MeasuredQuestion question(RandomGenerator random) {
            return month(
                    "UTC",
                    "team",
                    swap("o3", "", "o4-mini", "standard", share(random), "1"),
                    swap("claude-sonnet-4-5", "", "gpt-4.1-mini", "standard", share(random), "1"),
                    swap("gpt-5.4", "", "gpt-5.4", "flex", share(random), "1"));
        }
    },
    MEASURED_RATIOS("one swap, ratios measured") {
        @Override
        MeasuredQuestion question(RandomGenerator random) {
            return month("UTC", "", swap("o3", "", "o4-mini", "standard", share(random), ""));
        }

        @Override
        boolean hasPeer() {
            return false;
        }
    },
    MONTH_OF_BERLIN("a month of Berlin, by model") {
        @Override
        MeasuredQuestion question(RandomGenerator random) {
            return month("Europe/Berlin", "model", swap("o3", "", "o4-mini", "flex", share(random), "1"));
        }
    },
    CUTS_DAYS("days that are cut, no month") {
        @Override
        MeasuredQuestion question(RandomGenerator random) {
            String from = "2026-06-0" + (1 + random.nextInt(9)) + "T09:15:00Z";
            String to = "2026-06-2" + random.nextInt(9) + "T17:45:00Z";
            return new MeasuredQuestion(
                    from, to, "UTC", "", List.of(swap("o3", "", "o4-mini", "standard", share(random), "1")));
        }

        @Override
        boolean isMonth() {
            return false;
        }
    },
    LONG_CONTEXT("long contexts, ratio 1.1") {
        @Override
        MeasuredQuestion question(RandomGenerator random) {
            return month("UTC", "", swap("gpt-4.1-mini", "", "gemini-2.5-pro", "standard", share(random), "1.1"));
        }
    };

    private final String title;

    QuestionKind(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    abstract MeasuredQuestion question(RandomGenerator random);

    /** Whether it is about a whole month, which is what the limit is for. */
    boolean isMonth() {
        return true;
    }

    /** Whether plain SQL can answer it: it cannot measure. */
    boolean hasPeer() {
        return true;
    }

    private static MeasuredQuestion month(String zone, String groupBy, MeasuredSwap... swaps) {
        return new MeasuredQuestion(MonthInTheBooks.FROM, MonthInTheBooks.TO, zone, groupBy, List.of(swaps));
    }

    private static MeasuredSwap swap(String from, String app, String to, String tier, String share, String ratio) {
        return new MeasuredSwap(from, app, to, tier, share, ratio);
    }

    private static String share(RandomGenerator random) {
        return "0." + (100_000 + random.nextInt(900_000));
    }
}
