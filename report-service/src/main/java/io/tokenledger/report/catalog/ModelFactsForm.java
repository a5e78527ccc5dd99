package io.tokenledger.report.catalog;

import io.tokenledger.report.json.CsvForms;
import io.tokenledger.report.json.JsonForm;
import io.tokenledger.report.problem.ReportError;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads statements about models and tokenizers, from files and from bodies alike. Pure. */
final class ModelFactsForm {
    static final Set<String> MODEL = Set.of(
            "provider",
            "model",
            "aliases",
            "context_window",
            "max_input_tokens",
            "max_output_tokens",
            "images",
            "audio",
            "tools",
            "tokenizer",
            "released",
            "source",
            "source_date");

    static final Set<String> RATIO =
            Set.of("from_family", "to_family", "low", "expected", "high", "origin", "source", "source_date");

    private static final String MEASURED = "measured";
    private static final BigDecimal HIGHEST_RATIO = new BigDecimal(100);

    private ModelFactsForm() {}

    /** The lines of a file of models. */
    static List<ModelFacts> modelsOf(String csv) {
        return CsvForms.read(csv, MODEL, Set.of("aliases"), ModelFactsForm::model);
    }

    /** The lines of a file of ratios. */
    static List<TokenizerRatio> ratiosOf(String csv) {
        return CsvForms.read(csv, RATIO, Set.of(), ModelFactsForm::ratio);
    }

    static ModelFacts model(JsonForm form) {
        @Nullable String tokenizer = form.text("tokenizer");
        return new ModelFacts(
                form.required("provider"),
                form.required("model"),
                form.texts("aliases"),
                form.count("context_window"),
                form.count("max_input_tokens"),
                form.count("max_output_tokens"),
                Support.ofWord(form.oneOf("images", Support.WORDS)),
                Support.ofWord(form.oneOf("audio", Support.WORDS)),
                Support.ofWord(form.oneOf("tools", Support.WORDS)),
                tokenizer == null ? null : tokenizer.strip(),
                form.date("released"),
                form.required("source"),
                form.requiredDate("source_date"));
    }

    static TokenizerRatio ratio(JsonForm form) {
        BigDecimal low = form.requiredDecimal("low");
        BigDecimal expected = form.requiredDecimal("expected");
        BigDecimal high = form.requiredDecimal("high");
        if (low.signum() <= 0
                || low.compareTo(expected) > 0
                || expected.compareTo(high) > 0
                || high.compareTo(HIGHEST_RATIO) > 0) {
            throw ReportError.FIELD_INVALID.because("low " + low.toPlainString() + ", expected "
                    + expected.toPlainString() + ", high " + high.toPlainString()
                    + ": 0 < low <= expected <= high <= 100 is expected");
        }
        return new TokenizerRatio(
                form.required("from_family"),
                form.required("to_family"),
                low,
                expected,
                high,
                MEASURED.equals(form.oneOf("origin", List.of(MEASURED, "default"))),
                form.required("source"),
                form.requiredDate("source_date"));
    }
}
