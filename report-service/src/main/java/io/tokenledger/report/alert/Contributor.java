package io.tokenledger.report.alert;

import java.util.Map;

/**
 * One of those that brought most of what an alert is about.
 *
 * @param group values by dimension, such as {@code {"app":"ranker","model":"o3"}}
 * @param amount exact decimal
 * @param unit a currency (ISO 4217), {@code tokens} or {@code requests}
 * @param share of all, from 0 to 1, four places
 */
public record Contributor(Map<String, String> group, String amount, String unit, String share) {
    public Contributor {
        group = Map.copyOf(group);
    }
}
