/** Tests of reading OpenTelemetry's protocol. */
@NullMarked
package io.tokenledger.ingest.otlp;

import org.jspecify.annotations.NullMarked;
