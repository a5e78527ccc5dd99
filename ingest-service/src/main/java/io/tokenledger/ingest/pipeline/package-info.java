/** The decision: bytes in, accepted usage and rejections out. It does nothing else. */
@NullMarked
package io.tokenledger.ingest.pipeline;

import org.jspecify.annotations.NullMarked;
