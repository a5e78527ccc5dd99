/** The native form: attribution, model and usage in our own names. Pure. */
@NullMarked
package io.tokenledger.ingest.dialect.own;

import org.jspecify.annotations.NullMarked;
