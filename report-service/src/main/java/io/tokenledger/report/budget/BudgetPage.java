package io.tokenledger.report.budget;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Some of many budgets.
 *
 * @param next the last of these, where more are behind it; null: there are no more
 */
public record BudgetPage(List<Budget> budgets, @Nullable UUID next) {}
