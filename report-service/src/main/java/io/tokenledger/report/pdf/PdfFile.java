package io.tokenledger.report.pdf;

import com.openhtmltopdf.bidi.support.ICUBidiReorderer;
import com.openhtmltopdf.bidi.support.ICUBidiSplitter;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import java.util.UUID;
import java.util.logging.Level;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;

/** A page as PDF. */
public final class PdfFile {
    /** As style sheets name the font that is in the file. */
    public static final String FONT = Glyphs.FAMILY;

    private static final int BOLD = 700;
    private static final int REGULAR = 400;

    static {
        // How it goes about it is of no interest; what it could not do is.
        XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.WARNING));
    }

    private PdfFile() {}

    /**
     * The page as PDF. Text is in the file as text, with its font; letters that the font lacks are written by their code, as
     * {@code [U+4E2D]}. The same page gives the same bytes.
     *
     * @param xhtml well-formed; what it links to is left out
     * @param at told as the time of its creation
     */
    public static byte[] of(String xhtml, String title, Instant at) {
        String page = Glyphs.withCodesForWhatIsMissing(xhtml);
        PdfRendererBuilder builder = new PdfRendererBuilder()
                .withHtmlContent(page, null)
                .useFont(Glyphs::regular, FONT, REGULAR, FontStyle.NORMAL, true)
                .useFont(Glyphs::bold, FONT, BOLD, FontStyle.NORMAL, true)
                .useUnicodeBidiSplitter(new ICUBidiSplitter.ICUBidiSplitterFactory())
                .useUnicodeBidiReorderer(new ICUBidiReorderer())
                .useExternalResourceAccessControl(
                        (_, _) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
                .useExternalResourceAccessControl(
                        (_, _) -> false, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.createPDFWithoutClosing();
            PDDocument document = renderer.getPdfDocument();
            document.setDocumentInformation(about(title, at));
            document.setDocumentId(idOf(page));
            document.save(bytes);
        } catch (IOException failure) {
            throw new UncheckedIOException("a file in memory cannot be written", failure);
        }
        return bytes.toByteArray();
    }

    private static PDDocumentInformation about(String title, Instant at) {
        PDDocumentInformation about = new PDDocumentInformation();
        about.setTitle(title);
        about.setProducer("TokenLedger");
        about.setCreationDate(GregorianCalendar.from(at.atZone(ZoneOffset.UTC)));
        return about;
    }

    private static long idOf(String page) {
        UUID id = UUID.nameUUIDFromBytes(page.getBytes(StandardCharsets.UTF_8));
        return id.getMostSignificantBits();
    }
}
