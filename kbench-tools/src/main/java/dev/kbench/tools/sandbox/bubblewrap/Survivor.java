package dev.kbench.tools.sandbox.bubblewrap;

import dev.kbench.tools.sandbox.child.HostFolder;
import dev.kbench.tools.sandbox.child.Starter;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;

/// A shell that outlives this JVM, however it ends, and ends what it has left.
///
/// A box asks the kernel to end with the JVM, but there are moments, while it is made, in which
/// nobody has asked yet: bubblewrap's inner process waits for ever for an outer one that is ended
/// then. Every process that makes a box has the JVM's folder on its command line; the shell waits
/// for the end of its input, which only the JVM holds open, ends those that are there, and removes
/// the folder and the control groups.
final class Survivor {
    private static final String SCRIPT =
            """
            trap '' HUP INT TERM
            while read -r line; do :; done
            for second in 1 2 3 4 5 6 7 8 9 10; do
              found=no
              for file in $(grep -lsF "$BOXES/" /proc/[0-9]*/cmdline); do
                pid=${file#/proc/}
                kill -9 "${pid%/cmdline}" && found=yes # grep, which finds itself, has ended
              done
              [ $found = yes ] || break
              sleep 1
            done
            rm -rf "$BOXES"
            find /sys/fs/cgroup -depth -type d -name "$GROUPS" -exec rmdir '{}' ';'
            """;
    private static final Logger LOG = System.getLogger(Survivor.class.getName());

    private Survivor() {}

    private static final class Only {
        static final boolean STARTED = start(HostFolder.ofProcess().path());
    }

    /// Starts the shell, the first time.
    static void ensure() {
        boolean _ = Only.STARTED;
    }

    private static boolean start(Path folder) {
        ProcessBuilder builder =
                new ProcessBuilder("/bin/sh", "-c", SCRIPT)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .directory(new java.io.File("/"));
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/local/bin:/usr/bin:/bin");
        builder.environment().put("BOXES", folder.toString());
        builder.environment().put("GROUPS", ControlGroups.ownPrefix() + "*");
        try {
            return Starter.start(builder).isAlive();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "what a killed JVM leaves is left to the next", e);
            return false;
        }
    }
}
