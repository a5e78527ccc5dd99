package io.tokenledger.pricing.pricebook.format;

import io.tokenledger.contract.Meter;
import io.tokenledger.pricing.pricebook.PriceFile.RoundedPrice;
import io.tokenledger.pricing.rating.Rates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The lists of one model in whole pico. A price that fills several lists is rounded, and listed as rounded, once. */
final class PicoRates {
    private final Map<StatedPrice, Long> picos = new HashMap<>();
    private final List<RoundedPrice> rounded = new ArrayList<>();

    Rates of(Map<Meter, StatedPrice> list) throws UnusableModelException {
        var rates = new TreeMap<Meter, Long>();
        for (var price : list.entrySet()) {
            Long pico = picos.get(price.getValue());
            if (pico == null) {
                pico = price.getValue().picoPerUnit(price.getKey(), rounded);
                picos.put(price.getValue(), pico);
            }
            rates.put(price.getKey(), pico);
        }
        return Rates.of(rates);
    }

    List<RoundedPrice> rounded() {
        return rounded;
    }
}
