package io.tokenledger.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.tokenledger.contract.AlertNotice.Contributor;
import io.tokenledger.contract.AlertNotice.Crossing;
import io.tokenledger.contract.AlertNotice.Event;
import io.tokenledger.contract.AlertNotice.Period;
import io.tokenledger.contract.AlertNotice.Subject;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@link AlertNotice} to and from its JSON. What there is none of is left out: a period, a crossing event. */
public final class AlertNoticeJson {
    private static final JsonFactory JSON = new JsonFactory();

    private AlertNoticeJson() {}

    /** UTF-8 JSON of the notice. */
    public static byte[] write(AlertNotice notice) {
        var bytes = new ByteArrayBuilder(2048);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            write(json, notice);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed for notice " + notice.noticeId(), e);
        }
        return bytes.toByteArray();
    }

    /** Several, as a digest holds them: a JSON array. */
    public static byte[] write(List<AlertNotice> notices) {
        var bytes = new ByteArrayBuilder(2048 * notices.size());
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartArray();
            for (AlertNotice notice : notices) {
                write(json, notice);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new IllegalStateException("writing " + notices.size() + " notices to memory failed", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, AlertNotice notice) throws IOException {
        json.writeStartObject();
        json.writeStringField("notice_id", notice.noticeId().toString());
        json.writeStringField("alert_id", notice.alertId().toString());
        json.writeStringField("event", notice.event().name().toLowerCase(Locale.ROOT));
        json.writeStringField("tenant", notice.tenant());
        json.writeStringField("kind", notice.kind());
        json.writeStringField("severity", notice.severity());
        json.writeStringField("title", notice.title());
        json.writeStringField("text", notice.text());
        json.writeObjectFieldStart("subject");
        json.writeStringField("type", notice.subject().type());
        json.writeStringField("id", notice.subject().id().toString());
        json.writeStringField("name", notice.subject().name());
        json.writeEndObject();
        writeScope(json, notice.scope());
        writePeriod(json, notice.period());
        writeTexts(json, "figures", notice.figures());
        json.writeStringField("since", notice.since().toString());
        json.writeStringField("at", notice.at().toString());
        writeCrossing(json, notice.crossing());
        writeContributors(json, notice.contributors());
        json.writeStringField("link", notice.link());
        json.writeEndObject();
    }

    private static void writeScope(JsonGenerator json, Map<String, List<String>> scope) throws IOException {
        json.writeObjectFieldStart("scope");
        for (Map.Entry<String, List<String>> dimension : new TreeMap<>(scope).entrySet()) {
            json.writeArrayFieldStart(dimension.getKey());
            for (String value : dimension.getValue()) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void writePeriod(JsonGenerator json, @Nullable Period period) throws IOException {
        if (period != null) {
            json.writeObjectFieldStart("period");
            json.writeStringField("from", period.from().toString());
            json.writeStringField("to", period.to().toString());
            json.writeStringField("timezone", period.timezone());
            json.writeEndObject();
        }
    }

    private static void writeCrossing(JsonGenerator json, @Nullable Crossing crossing) throws IOException {
        if (crossing != null) {
            json.writeObjectFieldStart("crossing");
            json.writeStringField("source", crossing.source());
            json.writeStringField("id", crossing.id());
            json.writeStringField("occurred_at", crossing.occurredAt().toString());
            json.writeEndObject();
        }
    }

    private static void writeContributors(JsonGenerator json, List<Contributor> contributors) throws IOException {
        json.writeArrayFieldStart("contributors");
        for (Contributor contributor : contributors) {
            json.writeStartObject();
            writeTexts(json, "group", new TreeMap<>(contributor.group()));
            json.writeStringField("amount", contributor.amount());
            json.writeStringField("unit", contributor.unit());
            json.writeStringField("share", contributor.share());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeTexts(JsonGenerator json, String name, Map<String, String> texts) throws IOException {
        json.writeObjectFieldStart(name);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            json.writeStringField(text.getKey(), text.getValue());
        }
        json.writeEndObject();
    }

    /**
     * Reads a record of the topic. Fields that are not known are passed over: a newer sender may say more.
     *
     * @throws UnreadableRecordException where it is not one: what is missing or wrong is in the message
     */
    public static AlertNotice read(byte[] bytes) throws UnreadableRecordException {
        try {
            return notice(PlainJson.object(JSON, bytes));
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            throw new UnreadableRecordException("not an alert notice: " + e.getMessage(), e);
        }
    }

    private static AlertNotice notice(PlainJson json) throws IOException {
        PlainJson subject = json.required("subject");
        PlainJson period = json.object("period");
        PlainJson crossing = json.object("crossing");
        return new AlertNotice(
                json.id("notice_id"),
                json.id("alert_id"),
                Event.valueOf(json.text("event").toUpperCase(Locale.ROOT)),
                json.text("tenant"),
                json.text("kind"),
                json.text("severity"),
                json.text("title"),
                json.text("text"),
                new Subject(subject.text("type"), subject.id("id"), subject.text("name")),
                json.required("scope").lists(),
                period == null
                        ? null
                        : new Period(period.instant("from"), period.instant("to"), period.text("timezone")),
                json.required("figures").texts(),
                json.instant("since"),
                json.instant("at"),
                crossing == null
                        ? null
                        : new Crossing(crossing.text("source"), crossing.text("id"), crossing.instant("occurred_at")),
                contributors(json),
                json.text("link"));
    }

    private static List<Contributor> contributors(PlainJson json) throws IOException {
        List<Contributor> contributors = new ArrayList<>();
        for (PlainJson each : json.objects("contributors")) {
            contributors.add(new Contributor(
                    each.required("group").texts(), each.text("amount"), each.text("unit"), each.text("share")));
        }
        return contributors;
    }
}
