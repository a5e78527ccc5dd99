/** The decision: bytes in, accepted usage and rejections out. Pure. */
@NullMarked
package io.tokenledger.ingest.pipeline;

import org.jspecify.annotations.NullMarked;
