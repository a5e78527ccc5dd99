package io.tokenledger.report.alert;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** Where what is told of an alert points to. */
@ConfigMapping(prefix = "tokenledger.console")
public interface AlertSettings {
    /** The console as the readers of alerts reach it: {@code TOKENLEDGER_CONSOLE_URL}. */
    @WithDefault("http://127.0.0.1:8083")
    URI publicUrl();
}
