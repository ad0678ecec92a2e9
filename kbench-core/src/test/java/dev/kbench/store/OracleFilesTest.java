package dev.kbench.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.contract.Oracle;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Every file of the original is read and written again; each byte must be the same.
class OracleFilesTest {
    /// Files that hold no run, and what is said of them. A dictionary with NaN or an infinity
    /// leaves a file without content there; one file is cut by its case's own script.
    private static final Map<String, String> DAMAGED =
            Map.of(
                    "result-dict/Details-run_id_Run_4.run.json",
                    "expected a JSON object, got an empty file",
                    "result-dict/Details-run_id_Run_5.run.json",
                    "expected a JSON object, got an empty file",
                    "run-cache/Any_Kind-run_param_id_cut_mock_model.run.json",
                    "not valid JSON at line 1, column 42");

    /// A file that a case's own script wrote: read and written with the same content.
    private static final Set<String> OTHER_LAYOUT =
            Set.of("run-cache/Any_Kind-run_param_id_broken_mock_model.run.json");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void everyRunFileIsWrittenAsItWasRead() throws IOException {
        compare(".run.json", file -> Printed.text(RunFileReader.run(file)));
    }

    @Test
    void everyTaskFileIsWrittenAsItWasRead() throws IOException {
        compare(".task.json", file -> Printed.text(RunFileReader.task(file)));
    }

    @Test
    void aDamagedFileIsSaidToBeSo() throws IOException {
        List<String> seen = new ArrayList<>();
        for (Path file : Oracle.files(".run.json")) {
            String damage = DAMAGED.get(name(file));
            if (damage != null) {
                seen.add(name(file));
                assertThatThrownBy(() -> RunFileReader.run(file))
                        .isInstanceOf(StoreException.class)
                        .hasMessage(file + " cannot be read as a task or run file: " + damage);
            }
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(DAMAGED.keySet());
    }

    private static void compare(String ending, Function<Path, String> rewrite) throws IOException {
        List<Path> files = Oracle.files(ending);
        int same = 0;
        for (Path file : files) {
            String name = name(file);
            if (DAMAGED.containsKey(name)) {
                continue;
            }
            String read = Files.readString(file);
            if (OTHER_LAYOUT.contains(name)) {
                assertThat(JSON.readTree(rewrite.apply(file)))
                        .as(name)
                        .isEqualTo(JSON.readTree(read));
            } else {
                assertThat(rewrite.apply(file)).as(name).isEqualTo(read);
            }
            same++;
        }
        long damaged = files.stream().filter(file -> DAMAGED.containsKey(name(file))).count();
        assertThat(same).isPositive().isEqualTo(files.size() - (int) damaged);
    }

    private static String name(Path file) {
        return file.getParent().getFileName() + "/" + file.getFileName();
    }
}
