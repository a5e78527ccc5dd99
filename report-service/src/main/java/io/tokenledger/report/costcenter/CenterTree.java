package io.tokenledger.report.costcenter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The cost centres that are there together. Its parents are there and go in no circle. */
final class CenterTree {
    private final SortedMap<String, CostCenter> centers = new TreeMap<>();
    private final Map<String, List<String>> children = new HashMap<>();

    CenterTree(List<CostCenter> inForce) {
        inForce.forEach(each -> centers.put(each.code(), each));
        centers.values().forEach(each -> {
            if (each.parent() != null) {
                children.computeIfAbsent(each.parent(), ignored -> new ArrayList<>())
                        .add(each.code());
            }
        });
    }

    /** By code. */
    List<CostCenter> centers() {
        return List.copyOf(centers.values());
    }

    @Nullable
    CostCenter center(String code) {
        return centers.get(code);
    }

    List<String> children(String code) {
        return List.copyOf(children.getOrDefault(code, List.of()));
    }

    List<String> path(String code) {
        List<String> path = new ArrayList<>();
        CostCenter center = centers.get(code);
        while (center != null) {
            path.addFirst(center.code());
            center = center.parent() == null ? null : centers.get(center.parent());
        }
        return List.copyOf(path);
    }

    List<String> subtree(String code) {
        List<String> found = new ArrayList<>();
        if (centers.containsKey(code)) {
            collect(code, found);
        }
        return List.copyOf(found);
    }

    private void collect(String code, List<String> found) {
        found.add(code);
        children(code).forEach(child -> collect(child, found));
    }
}
