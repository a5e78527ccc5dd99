@NullMarked
package io.tokenledger.ingest.pipeline;

import org.jspecify.annotations.NullMarked;
