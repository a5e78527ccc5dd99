package io.tokenledger.report.focus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service has no Hadoop beside it, as this test's class path has: nothing of it may be asked for. */
class WithoutHadoopTest {
    @Test
    void parquetIsWrittenWhereThereIsNoHadoop(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("some.parquet");
        Class<?> writing = new NoHadoop().loadClass(Writing.class.getName());
        assertThat(writing).isNotSameAs(Writing.class);

        ((Runnable) writing.getDeclaredConstructor(Path.class).newInstance(file)).run();

        assertThat(Files.size(file)).isPositive();
    }

    /** What is run there. */
    public static final class Writing implements Runnable {
        private final Path file;

        public Writing(Path file) {
            this.file = file;
        }

        @Override
        public void run() {
            try (FocusParquet parquet = new FocusParquet(file, FocusVersion.V1_3)) {
                parquet.write(new FocusRow()
                        .text(FocusColumn.BILLING_ACCOUNT_ID, "acme")
                        .decimal(FocusColumn.BILLED_COST, BigDecimal.ONE));
            }
        }
    }

    /** Loads every class anew, from where it lies, and none of Hadoop's. */
    private static final class NoHadoop extends ClassLoader {
        NoHadoop() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("org.apache.hadoop.")) {
                throw new ClassNotFoundException(name);
            }
            try (InputStream code =
                    WithoutHadoopTest.class.getClassLoader().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (code == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = code.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException unreadable) {
                throw new ClassNotFoundException(name, unreadable);
            }
        }
    }
}
