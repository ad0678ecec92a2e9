package dev.kbench.libraries;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Fetches libraries and all they need. Each argument is one, as `group:artifact:version`,
/// `group:artifact:extension:version` or `group:artifact:extension:classifier:version`.
///
/// Standard output has a line for each jar, `jar PATH`, in the order of the class path, after a
/// line `fetching WHAT FROM` for each file that had to be downloaded. Where something cannot be had
/// there is one line `refused REASON` instead of the jars, and the exit code is 2.
public final class Main {
    private Main() {}

    /// Fetches them.
    ///
    /// @param args the libraries
    public static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int code =
                run(List.of(args), System.getenv(), Path.of(System.getProperty("user.home")), out);
        out.flush();
        System.exit(code);
    }

    static int run(
            List<String> libraries, Map<String, String> environment, Path home, PrintStream out) {
        try {
            UserSettings settings = UserSettings.read(environment, home);
            new Resolver(settings, (what, from) -> out.println("fetching " + what + " " + from))
                    .resolve(libraries)
                    .forEach(jar -> out.println("jar " + jar));
            return 0;
        } catch (RefusedException e) {
            out.println("refused " + String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
            return 2;
        }
    }
}
