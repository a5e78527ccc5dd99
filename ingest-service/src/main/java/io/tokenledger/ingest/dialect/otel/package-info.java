/** What OpenTelemetry's conventions for generative AI say of usage, and those that came before them. Pure. */
@NullMarked
package io.tokenledger.ingest.dialect.otel;

import org.jspecify.annotations.NullMarked;
