package io.tokenledger.report.reconciliation;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How vendors call models on bills, and how the ledger calls the same ones. Pure. */
final class VendorModels {
    private static final Pattern CLAUDE_OF_BEDROCK =
            Pattern.compile("claude-?(\\d+(?:\\.\\d+)?)-?(sonnet|opus|haiku|instant)(.*)");
    private static final Pattern NOVA_OF_BEDROCK = Pattern.compile("nova(\\d*)(?:\\.0)?-?([a-z]+)");
    private static final Pattern CLAUDE_BY_VERSION = Pattern.compile("claude-(\\d)-(\\d)-(sonnet|opus|haiku)");
    private static final Pattern HOSTED =
            Pattern.compile("(?:(?:us|eu|apac|global|jp|au|us-gov)\\.)?(?:[a-z0-9]+\\.)(.+?)(?:-v\\d+(?::\\d+)*)?");
    private static final Pattern SNAPSHOT = Pattern.compile("(.+)[-@](\\d{4})-?(\\d{2})-?(\\d{2})");
    private static final Pattern MONTH_AND_DAY = Pattern.compile("(.+)-(\\d{2})(\\d{2})");
    private static final Map<String, String> TIERS = Map.of(
            "btch", "batch",
            "default", "standard",
            "pp", "priority",
            "on-demand", "standard");

    private VendorModels() {}

    /** A tier as the ledger calls it. */
    static String tier(String vendors) {
        return TIERS.getOrDefault(vendors, vendors);
    }

    /** A name as people read it in the spelling of ids: {@code Claude Sonnet 4.5} is {@code claude-sonnet-4-5}. */
    static String spelled(String name) {
        String id = name.strip().toLowerCase(Locale.ROOT).replaceAll("[ _]+", "-");
        Matcher bedrock = CLAUDE_OF_BEDROCK.matcher(id);
        if (bedrock.matches()) {
            String version = bedrock.group(1).replace('.', '-');
            boolean versionFirst = version.startsWith("3") || version.startsWith("2");
            return versionFirst
                    ? "claude-" + version + "-" + bedrock.group(2) + bedrock.group(3)
                    : "claude-" + bedrock.group(2) + "-" + version + bedrock.group(3);
        }
        Matcher nova = NOVA_OF_BEDROCK.matcher(id);
        if (nova.matches()) {
            return "nova-" + (nova.group(1).isEmpty() ? "" : nova.group(1) + "-") + nova.group(2);
        }
        if (!id.isEmpty() && Character.isDigit(id.charAt(0))) { // Azure's newer meters leave the family out
            return "gpt-" + id;
        }
        return id.startsWith("claude") ? id.replace('.', '-') : id;
    }

    /**
     * The name by which a vendor's model is compared: that of its price list, else that of the ledger's model of which it is
     * another spelling or snapshot, else its own.
     *
     * @param listed the model whose price lists a name stands for; null: none
     * @param ofLedger names of models as events state them
     */
    static String vendors(String name, UnaryOperator<@Nullable String> listed, Collection<String> ofLedger) {
        for (String candidate : candidates(name)) {
            String model = listed.apply(candidate);
            if (model != null) {
                return model;
            }
        }
        List<String> alike = ofLedger.stream()
                .filter(each -> isAlike(name, each))
                .map(each -> ledgers(each, listed))
                .distinct()
                .toList();
        return alike.size() == 1 ? alike.getFirst() : bare(name);
    }

    /** The same of a name as events state it. */
    static String ledgers(String name, UnaryOperator<@Nullable String> listed) {
        String model = listed.apply(name);
        if (model == null) {
            model = listed.apply(bare(name));
        }
        return model != null ? model : bare(name);
    }

    /** The name as it is, without the house that serves it, without its date. */
    private static List<String> candidates(String name) {
        String bare = bare(name);
        Matcher shortDate = MONTH_AND_DAY.matcher(bare);
        return shortDate.matches() ? List.of(name, bare, shortDate.group(1)) : List.of(name, bare, undated(bare));
    }

    private static boolean isAlike(String vendors, String ledgers) {
        String vendor = bare(vendors);
        String ledger = bare(ledgers);
        if (vendor.equals(ledger)
                || undated(ledger).equals(vendor)
                || undated(vendor).equals(ledger)) {
            return true;
        }
        if (turned(vendor).equals(undated(ledger))) {
            return true;
        }
        Matcher shortDate = MONTH_AND_DAY.matcher(vendor);
        Matcher snapshot = SNAPSHOT.matcher(ledger);
        return shortDate.matches()
                && snapshot.matches()
                && snapshot.group(1).equals(shortDate.group(1))
                && snapshot.group(3).equals(shortDate.group(2))
                && snapshot.group(4).equals(shortDate.group(3));
    }

    /** {@code claude-3-5-sonnet} is what others call {@code claude-sonnet-3-5}. */
    private static String turned(String name) {
        return CLAUDE_BY_VERSION.matcher(name).replaceFirst("claude-$3-$1-$2");
    }

    private static String bare(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        Matcher hosted = HOSTED.matcher(lower);
        return hosted.matches() && !Character.isDigit(hosted.group(1).charAt(0)) ? hosted.group(1) : lower;
    }

    private static String undated(String name) {
        Matcher snapshot = SNAPSHOT.matcher(name);
        return snapshot.matches() ? snapshot.group(1) : name;
    }
}
