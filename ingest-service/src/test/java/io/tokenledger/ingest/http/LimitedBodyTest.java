package io.tokenledger.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokenledger.ingest.tokens.CountRequestReader;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class LimitedBodyTest {
    private static final byte[] REQUEST = "{\"model\":\"gpt-4o\",\"text\":\"hello world\"}".getBytes(UTF_8);

    @Test
    void aBodyOfTheLimitIsReadAndOneByteMoreIsNot() throws Exception {
        assertThat(CountRequestReader.count(body(REQUEST.length), Runnable::run)
                        .input()
                        .tokens())
                .isEqualTo(2);
        assertThatThrownBy(() -> CountRequestReader.count(body(REQUEST.length - 1), Runnable::run))
                .isInstanceOf(LimitedBody.TooLong.class);
    }

    @Test
    void everyWayOfReadingIsLimited() throws Exception {
        assertThat(body(REQUEST.length).readAllBytes()).isEqualTo(REQUEST);
        assertThatThrownBy(() -> body(5).readAllBytes()).isInstanceOf(LimitedBody.TooLong.class);
        InputStream single = body(1);
        assertThat(single.read()).isEqualTo('{');
        assertThatThrownBy(single::read).isInstanceOf(LimitedBody.TooLong.class);
    }

    private static InputStream body(long limit) {
        return new LimitedBody(new ByteArrayInputStream(REQUEST), limit);
    }
}
