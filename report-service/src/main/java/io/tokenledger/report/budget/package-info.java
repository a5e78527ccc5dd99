/** What a tenant means to spend or to use in each period. Kept here; nothing watches over it yet. */
@NullMarked
package io.tokenledger.report.budget;

import org.jspecify.annotations.NullMarked;
