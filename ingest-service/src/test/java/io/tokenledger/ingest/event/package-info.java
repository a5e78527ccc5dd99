@NullMarked
package io.tokenledger.ingest.event;

import org.jspecify.annotations.NullMarked;
