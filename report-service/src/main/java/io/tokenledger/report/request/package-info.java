/** Query parameters, read strictly: what is not known is refused, because a typo must not change an amount. Pure. */
@NullMarked
package io.tokenledger.report.request;

import org.jspecify.annotations.NullMarked;
