package io.tokenledger.report.closing;

import io.tokenledger.report.closing.PeriodLife.Total;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a look at a period found.
 *
 * @param drafts null: none could be written, and a check says why
 */
record Looked(List<Check> checks, @Nullable Total drafts) {}
