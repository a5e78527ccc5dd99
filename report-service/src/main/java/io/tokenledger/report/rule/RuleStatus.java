package io.tokenledger.report.rule;

import java.time.Instant;
import java.util.Map;

/**
 * What a rule said last.
 *
 * @param revision of the rule that was evaluated
 * @param said what it saw, or why it says nothing
 * @param saw figures by name, in order
 */
public record RuleStatus(
        int revision,
        Instant evaluatedAt,
        Evaluation.Outcome outcome,
        String said,
        Map<String, String> saw,
        Instant nextAt) {}
