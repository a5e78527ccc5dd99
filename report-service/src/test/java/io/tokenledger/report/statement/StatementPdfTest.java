package io.tokenledger.report.statement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tokenledger.report.pdf.PdfFile;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/** The PDF as PDFBox reads it again. */
class StatementPdfTest {
    private static final float DPI = 110;

    private final JsonNode october = WorkedExample.document(WorkedExample.october(), "search", 3, null);
    private final JsonNode november =
            WorkedExample.document(WorkedExample.of("acme", "2026-11", "12"), "search", 7, october);
    private final String hash = WorkedExample.hash(november);

    @Test
    void everythingThatTheStatementSaysIsInTheText() throws IOException {
        String text = text(pdf(november));
        assertThat(text)
                .contains(
                        "Statement 7, 2026-11", "name of search (search)", "37.09 EUR", "Page 1 of ", "SHA-256 " + hash)
                .contains("Direct usage", "cached_input", "Shared cost received", "Markups and discounts", "Rounding")
                .contains("Comparison", "20.0");
        for (JsonNode section : november.path("sections")) {
            for (JsonNode line : section.path("lines")) {
                assertThat(text).contains(line.path("amount").asText());
            }
        }
    }

    @Test
    void pictureIsNotBlank() throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf(november))) {
            BufferedImage page = new PDFRenderer(document).renderImageWithDPI(0, DPI);
            assertThat(page.getWidth()).isGreaterThan(page.getHeight());
            Set<Integer> colours = new HashSet<>();
            int dark = 0;
            for (int x = 0; x < page.getWidth(); x++) {
                for (int y = 0; y < page.getHeight(); y++) {
                    colours.add(page.getRGB(x, y));
                    dark += (page.getRGB(x, y) & 0xff) < 0x80 ? 1 : 0;
                }
            }
            assertThat(colours).hasSizeGreaterThan(20);
            assertThat(dark).isBetween(5_000, page.getWidth() * page.getHeight() / 4);
            String picture = System.getProperty("tokenledger.statement-picture");
            if (picture != null) {
                ImageIO.write(page, "png", new File(picture));
            }
        }
    }

    @Test
    void sameStatementIsTheSameBytes() {
        assertThat(pdf(november)).isEqualTo(pdf(november)).isNotEqualTo(pdf(october));
    }

    @Test
    void lettersOfManyScriptsAreThereAndOthersAreWrittenByTheirCode() throws IOException {
        ObjectNode document = november.deepCopy();
        ((ObjectNode) document.path("cost_center")).put("name", "Søk Αναζήτηση Поиск 検索 𝕏");
        ((ObjectNode) document.path("cost_center")).put("owner", "חיפוש");
        String text = text(pdf(document));
        assertThat(text).contains("Søk Αναζήτηση Поиск [U+691C][U+7D22]", "חיפוש");
    }

    @Test
    void manyLinesGoOverManyPagesEachWithItsHeading() throws IOException {
        ObjectNode document = november.deepCopy();
        var lines = (ArrayNode) document.path("sections").get(0).path("lines");
        JsonNode line = lines.get(0);
        for (int i = 0; i < 200; i++) {
            lines.add(((ObjectNode) line.deepCopy()).put("team", "team-" + i));
        }
        byte[] pdf = pdf(document);
        try (PDDocument pages = Loader.loadPDF(pdf)) {
            assertThat(pages.getNumberOfPages()).isGreaterThan(4);
            PDFTextStripper second = new PDFTextStripper();
            second.setStartPage(3);
            second.setEndPage(3);
            assertThat(second.getText(pages)).contains("price per", "service tier", "Page 3 of ", hash);
        }
        String text = text(pdf);
        for (int i = 0; i < 200; i++) {
            assertThat(text).contains("team-" + i);
        }
    }

    private byte[] pdf(JsonNode document) {
        return PdfFile.of(Pages.html(document, hash), StatementPage.title(document), WorkedExample.CLOSED);
    }

    private static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            return stripper.getText(document);
        }
    }
}
