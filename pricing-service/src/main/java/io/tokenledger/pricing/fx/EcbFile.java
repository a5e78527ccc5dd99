package io.tokenledger.pricing.fx;

import java.util.List;

/**
 * A file of rates without faults.
 *
 * @param rates at most one per currency and day
 * @param notAvailable how many fields say {@code N/A}: of these nothing is stated
 */
record EcbFile(List<StatedRate> rates, long notAvailable) {
    EcbFile {
        rates = List.copyOf(rates);
    }
}
