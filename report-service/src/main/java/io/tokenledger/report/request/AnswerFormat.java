package io.tokenledger.report.request;

import io.tokenledger.report.problem.ReportError;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How an answer is written: what {@code format=} says, else what {@code Accept} prefers, else JSON. */
public enum AnswerFormat {
    JSON,
    CSV,
    XLSX,
    HTML,
    PDF;

    /** Of answers that are tables. */
    public static final List<AnswerFormat> TABLES = List.of(JSON, CSV, XLSX);

    public static final String CSV_TYPE = "text/csv";
    public static final String HTML_TYPE = "text/html";
    public static final String PDF_TYPE = "application/pdf";
    public static final String XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /** As in {@code format=}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The format to answer in.
     *
     * @param acceptedTypes media types of the request, the preferred one first
     * @param offered by this endpoint, in the order in which they are told
     */
    public static AnswerFormat asked(
            QueryParameters parameters, List<String> acceptedTypes, List<AnswerFormat> offered) {
        Optional<String> format = parameters.single("format");
        if (format.isPresent()) {
            return offered.stream()
                    .filter(known -> known.wireName().equals(format.get()))
                    .findFirst()
                    .orElseThrow(() -> ReportError.PARAMETER_INVALID.because("format " + format.get() + " is none of "
                            + offered.stream().map(AnswerFormat::wireName).collect(Collectors.joining(", "))));
        }
        for (String type : acceptedTypes) {
            AnswerFormat accepted = ofType(type.replaceFirst(";.*", ""));
            if (accepted != null && Set.copyOf(offered).contains(accepted)) {
                return accepted;
            }
        }
        return JSON;
    }

    private static @Nullable AnswerFormat ofType(String type) {
        return switch (type) {
            case CSV_TYPE -> CSV;
            case XLSX_TYPE -> XLSX;
            case HTML_TYPE -> HTML;
            case PDF_TYPE -> PDF;
            case "application/json", "application/*", "*/*" -> JSON;
            default -> null;
        };
    }
}
