package dev.kbench.data.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.kbench.table.DataFrame;
import dev.kbench.table.TableException;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// A file that is cut, or has a bit turned over, is read or refused, never anything else. Every
/// place in the soak tier, some here.
class ParquetDamageTest {
    private static final int STEP = System.getProperty("kbench.tier", "").equals("soak") ? 1 : 37;

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"types", "types-v2", "groups", "snappy", "gzip", "zstd", "lz4", "int96"})
    void isReadOrRefused(String name) throws IOException {
        byte[] whole = Files.readAllBytes(ParquetTest.golden(name));
        for (int i = 0; i < whole.length; i += STEP) {
            assertThat(isRead(Arrays.copyOf(whole, i))).as("cut at %d", i).isFalse();
            byte[] turned = whole.clone();
            turned[i] ^= (byte) (1 << i % 8);
            isRead(turned);
        }
    }

    private boolean isRead(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("damaged.parquet"), bytes);
        try {
            DataFrame.parquet(file);
            return true;
        } catch (TableException e) {
            assertThat(e).hasMessageStartingWith(file + "");
            return false;
        } catch (RuntimeException e) {
            return fail("neither read nor refused", e);
        }
    }
}
