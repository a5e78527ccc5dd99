/** From when to when a report reaches, and how hours, days, weeks and months are cut in a time zone. Pure. */
@NullMarked
package io.tokenledger.report.period;

import org.jspecify.annotations.NullMarked;
