package io.tokenledger.report.recommendation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a recommendation says in words. Pure. */
final class Wording {
    /** What it takes to make a move. */
    enum Effort {
        CONFIG,
        CODE,
        EVALUATION;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private Wording() {}

    static String title(Candidate move) {
        String app = move.app().isEmpty() ? "usage without an app" : "'" + move.app() + "'";
        String from = model(move.from(), move);
        return switch (move.kind()) {
            case SWAP -> "Move " + app + " from " + from + " to " + model(move.to(), move);
            case HYBRID ->
                "Move nine tenths of " + app + " from " + from + " to " + model(move.to(), move) + ", keep the rest";
            case TIER ->
                "Run " + percent(move.share()) + " % of " + app + " on " + from + " in the "
                        + move.to().serviceTier() + " tier";
            case CACHING -> "Read the repeated prompt prefixes of " + app + " on " + from + " from the cache";
            case EFFORT ->
                "Let " + app + " on " + from + " think at " + move.to().reasoningEffort() + " instead of "
                        + move.from().reasoningEffort() + " effort";
        };
    }

    private static String model(Place place, Candidate move) {
        return move.isOfAnotherProvider() ? place.model() + " (" + place.provider() + ")" : place.model();
    }

    /** What would have to be true for the saving to come. */
    static List<String> conditions(Candidate move, Evidence evidence, boolean declared, boolean cacheWritesCostMore) {
        List<String> conditions = new ArrayList<>();
        switch (move.kind()) {
            case SWAP -> conditions.add(move.to().model() + " does the work well enough");
            case HYBRID -> {
                conditions.add(move.to().model() + " does nine tenths of the work well enough");
                conditions.add(
                        "something picks the tenth that needs " + move.from().model());
            }
            case TIER -> {
                conditions.add(percent(move.share()) + " % of the requests can wait"
                        + ("batch".equals(move.to().serviceTier())
                                ? " up to 24 h"
                                : " and be sent again when refused"));
                if (!declared) {
                    conditions.add("the share is an assumption: state deferrable in the constraints");
                }
            }
            case CACHING -> {
                conditions.add("the repeated blocks stay first and identical in the prompt");
                conditions.add("requests that share them follow within the cache's lifetime");
                if (cacheWritesCostMore) {
                    conditions.add("writing to the cache costs more than plain input there, which is not counted here");
                }
            }
            case EFFORT -> conditions.add("answers at " + move.to().reasoningEffort() + " effort are good enough");
        }
        if (move.isOfAnotherProvider()) {
            conditions.add("data may go to " + move.to().provider());
        }
        if (!move.regions().isEmpty()) {
            conditions.add(move.to().provider() + " serves it in " + String.join(", ", move.regions()));
        }
        if (!evidence.excluded().isEmpty()) {
            conditions.add("requests that do not fit stay where they are (see excluded)");
        }
        return conditions;
    }

    static Effort effort(Candidate move, Evidence evidence) {
        boolean evaluated = !evidence.ownTo().isEmpty();
        return switch (move.kind()) {
            case SWAP -> move.isOfAnotherProvider() ? Effort.CODE : evaluated ? Effort.CONFIG : Effort.EVALUATION;
            case HYBRID, CACHING -> Effort.CODE;
            case TIER -> "batch".equals(move.to().serviceTier()) ? Effort.CODE : Effort.CONFIG;
            case EFFORT -> evaluated ? Effort.CONFIG : Effort.EVALUATION;
        };
    }

    static String whyEffort(Candidate move, Effort effort) {
        return switch (move.kind()) {
            case SWAP ->
                switch (effort) {
                    case CODE -> "another provider's API and prompts";
                    case CONFIG -> "another model name; it was evaluated already";
                    case EVALUATION -> "another model name, once it was evaluated on own work";
                };
            case HYBRID -> "a router that knows which requests are hard";
            case TIER -> effort == Effort.CODE ? "requests go through the batch API" : "a field of the request";
            case CACHING -> "prompts are built with what repeats first";
            case EFFORT ->
                effort == Effort.CONFIG
                        ? "a field of the request; it was evaluated already"
                        : "a field of the request, once it was evaluated on own work";
        };
    }

    private static String percent(BigDecimal share) {
        return share.movePointRight(2).stripTrailingZeros().toPlainString();
    }
}
