package io.tokenledger.client.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tokenledger.client.Delivery;
import io.tokenledger.client.OutgoingEvent;
import io.tokenledger.client.Rejection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads what ingest answers. Fields that it does not know are passed over. */
final class Answer {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String UNSTATED = "(not stated)";

    private Answer() {}

    /**
     * The body of a 202.
     *
     * @throws IOException if it does not say what became of each event
     */
    static Delivery.Taken receipt(byte[] body, List<OutgoingEvent> batch) throws IOException {
        long accepted = -1;
        var rejections = new ArrayList<Rejection>();
        try (JsonParser json = JSON.createParser(body)) {
            expect(json.nextToken(), JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                if (field.equals("accepted") && value == JsonToken.VALUE_NUMBER_INT) {
                    accepted = json.getLongValue();
                } else if (field.equals("rejected") && value == JsonToken.START_ARRAY) {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        rejections.add(rejection(json, batch));
                    }
                } else {
                    json.skipChildren();
                }
            }
        }
        if (accepted + rejections.size() != batch.size()) {
            throw new IOException(
                    "of " + batch.size() + " events it accepts " + accepted + " and rejects " + rejections.size());
        }
        return new Delivery.Taken(rejections);
    }

    private static Rejection rejection(JsonParser json, List<OutgoingEvent> batch) throws IOException {
        int index = -1;
        String code = UNSTATED;
        String detail = UNSTATED;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (field.equals("index") && value == JsonToken.VALUE_NUMBER_INT) {
                index = json.getIntValue();
            } else if (field.equals("code") && value == JsonToken.VALUE_STRING) {
                code = json.getText();
            } else if (field.equals("detail") && value == JsonToken.VALUE_STRING) {
                detail = json.getText();
            } else {
                json.skipChildren();
            }
        }
        if (index < 0 || index >= batch.size()) {
            throw new IOException("it rejects event " + index + " of " + batch.size());
        }
        return new Rejection(batch.get(index).id(), code, detail);
    }

    /** The problem that a batch was refused with; whatever can be read of it. */
    static Delivery.Refused problem(int status, byte[] body) {
        String code = "http." + status;
        String detail = UNSTATED;
        try (JsonParser json = JSON.createParser(body)) {
            expect(json.nextToken(), JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                if (field.equals("code") && value == JsonToken.VALUE_STRING) {
                    code = json.getText();
                } else if (field.equals("detail") && value == JsonToken.VALUE_STRING) {
                    detail = json.getText();
                } else {
                    json.skipChildren();
                }
            }
        } catch (IOException e) {
            return new Delivery.Refused(code, "the answer is no problem document");
        }
        return new Delivery.Refused(code, detail);
    }

    private static void expect(JsonToken found, JsonToken expected) throws IOException {
        if (found != expected) {
            throw new IOException("a JSON object is expected");
        }
    }
}
