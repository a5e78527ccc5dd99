package io.tokenledger.report.request;

import io.tokenledger.report.problem.ReportError;
import java.util.List;
import java.util.Optional;

/** How an answer is written: what {@code format=} says, else what {@code Accept} prefers, else JSON. */
public enum AnswerFormat {
    JSON,
    CSV;

    /**
     * The format to answer in.
     *
     * @param acceptedTypes media types of the request, without their parameters, the preferred one first
     */
    public static AnswerFormat asked(QueryParameters parameters, List<String> acceptedTypes) {
        Optional<String> format = parameters.single("format");
        if (format.isPresent()) {
            return switch (format.get()) {
                case "json" -> JSON;
                case "csv" -> CSV;
                default ->
                    throw ReportError.PARAMETER_INVALID.because("format " + format.get() + " is none of json, csv");
            };
        }
        for (String type : acceptedTypes) {
            switch (type) {
                case "text/csv" -> {
                    return CSV;
                }
                case "application/json", "application/*", "*/*" -> {
                    return JSON;
                }
                default -> {}
            }
        }
        return JSON;
    }
}
