package io.tokenledger.report.sheet;

import io.tokenledger.report.request.AnswerFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tables as a file to be saved. */
public final class SheetFile {
    private final byte[] bytes;
    private final String mediaType;
    private final String name;

    private SheetFile(byte[] bytes, String mediaType, String name) {
        this.bytes = bytes;
        this.mediaType = mediaType;
        this.name = name;
    }

    /**
     * The tables as CSV or XLSX.
     *
     * @param name without its ending: plain letters, digits, dots, dashes and underscores
     */
    public static SheetFile of(AnswerFormat format, String name, List<Sheet> sheets) {
        return switch (format) {
            case CSV ->
                new SheetFile(
                        CsvText.of(sheets).getBytes(StandardCharsets.UTF_8),
                        AnswerFormat.CSV_TYPE + ";charset=UTF-8",
                        name + ".csv");
            case XLSX -> new SheetFile(XlsxFile.of(sheets), AnswerFormat.XLSX_TYPE, name + ".xlsx");
            case JSON, HTML, PDF -> throw new IllegalArgumentException(format + " is no file of tables");
        };
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** As it is sent. */
    public String mediaType() {
        return mediaType;
    }

    /** {@code Content-Disposition}, with which a browser saves it. */
    public String disposition() {
        return "attachment; filename=\"" + name + "\"";
    }
}
