package io.tokenledger.report.quality;

import io.tokenledger.report.problem.ReportError;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** YAML from outside as lists, maps and texts: no objects, no aliases that multiply, no number that a float would spoil. */
final class PlainYaml {
    private static final int MOST_CHARACTERS = 4_000_000;
    private static final int DEEPEST = 10;

    private PlainYaml() {}

    /** The entries of a file that is one list. */
    static List<?> list(String yaml) {
        try {
            if (reader().load(yaml) instanceof List<?> list && !list.isEmpty()) {
                return list;
            }
        } catch (YAMLException e) {
            throw ReportError.FILE_INVALID.because("not YAML: " + firstLine(e), e);
        }
        throw ReportError.FILE_INVALID.because("a YAML list of entries is expected");
    }

    private static Yaml reader() {
        LoaderOptions limits = new LoaderOptions();
        limits.setCodePointLimit(MOST_CHARACTERS);
        limits.setNestingDepthLimit(DEEPEST);
        limits.setMaxAliasesForCollections(0);
        limits.setAllowDuplicateKeys(false);
        DumperOptions unused = new DumperOptions();
        return new Yaml(new SafeConstructor(limits), new Representer(unused), unused, limits, new EverythingIsText());
    }

    private static String firstLine(YAMLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("it cannot be read");
    }

    /** Numbers and dates stay as they are written. */
    private static final class EverythingIsText extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            // none
        }
    }
}
