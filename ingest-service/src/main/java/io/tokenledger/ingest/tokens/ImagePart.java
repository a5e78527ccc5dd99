package io.tokenledger.ingest.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokenledger.ingest.rejection.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Reads an image from a request: its stated width and height, else the size that stands in the file itself, else a size
 * that is taken for granted and said. Nothing is ever fetched.
 */
final class ImagePart {
    private static final int MAX_SIDE = 1_000_000;
    private static final int ASSUMED_SIDE = 1024;

    private ImagePart() {}

    static boolean isImage(JsonNode part) {
        return part.has("image_url")
                || (part.has("source") && part.path("type").asText().equals("image"))
                || (part.has("width") && part.has("height"));
    }

    static RequestPart.Image read(String part, JsonNode image) throws Refusal {
        JsonNode url = image.path("image_url");
        ImageDetail detail = detail(part, url.isObject() && url.has("detail") ? url : image);
        ImageSize size = stated(part, image);
        if (size == null) {
            String file = url.isTextual() ? url.textValue() : url.path("url").asText("");
            String data = image.path("source").path("data").asText("");
            size = file.startsWith("data:") ? ImageSize.ofBase64(file) : ImageSize.ofBase64(data);
        }
        return size != null
                ? new RequestPart.Image(part, size, detail, null)
                : new RequestPart.Image(
                        part,
                        new ImageSize(ASSUMED_SIDE, ASSUMED_SIDE),
                        detail,
                        "its size is not stated: taken for " + ASSUMED_SIDE + " x " + ASSUMED_SIDE + " pixels");
    }

    private static ImageDetail detail(String part, JsonNode holder) throws Refusal {
        JsonNode value = holder.path("detail");
        ImageDetail detail = ImageDetail.named(value.isMissingNode() || value.isNull() ? null : value.asText());
        if (detail == null) {
            throw CountRequestReader.invalid(part + ".detail is none of low, auto, high");
        }
        return detail;
    }

    private static @Nullable ImageSize stated(String part, JsonNode image) throws Refusal {
        if (!image.has("width") && !image.has("height")) {
            return null;
        }
        return new ImageSize(side(part, image, "width"), side(part, image, "height"));
    }

    private static int side(String part, JsonNode image, String name) throws Refusal {
        JsonNode side = image.path(name);
        if (!side.isInt() || side.intValue() < 1 || side.intValue() > MAX_SIDE) {
            throw CountRequestReader.invalid(
                    part + "." + name + " is not a whole number of pixels from 1 to " + MAX_SIDE);
        }
        return side.intValue();
    }
}
