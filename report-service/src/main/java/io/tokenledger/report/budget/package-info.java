/** What a tenant means to spend or to use in each period: kept with all that it was. Who watches over it is elsewhere. */
@NullMarked
package io.tokenledger.report.budget;

import org.jspecify.annotations.NullMarked;
