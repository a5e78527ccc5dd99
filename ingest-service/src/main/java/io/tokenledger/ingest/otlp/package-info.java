/** OpenTelemetry's protocol: reading an export of spans, and what of it becomes a usage event. Pure. */
@NullMarked
package io.tokenledger.ingest.otlp;

import org.jspecify.annotations.NullMarked;
