/** Sends events to ingest-service over HTTP. Needs nothing but the JDK and Jackson's core. */
@NullMarked
package io.tokenledger.client.http;

import org.jspecify.annotations.NullMarked;
