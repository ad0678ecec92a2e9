package dev.kbench.tools.sandbox.bubblewrap;

import dev.kbench.tools.sandbox.child.Host;

import java.util.Optional;

/// Why there is no box on a machine, and what makes one possible.
final class Obstacles {
    static final String INSTALL =
            "install it: apt-get install bubblewrap (Debian, Ubuntu), dnf install bubblewrap"
                    + " (Fedora), apk add bubblewrap (Alpine)";
    static final String UTIL_LINUX =
            "install it: apt-get install util-linux (Debian, Ubuntu), dnf install util-linux"
                    + " (Fedora), apk add util-linux (Alpine)";

    private Obstacles() {}

    static String otherSystem(String os) {
        return "bubblewrap needs Linux, this is %s; a container can be asked for: KBENCH_SANDBOX=podman or KBENCH_SANDBOX=docker"
                .formatted(os);
    }

    static String tooOld(String version) {
        return "bubblewrap 0.7 or newer is needed, which can bound its temporary folders; this is %s. Take a newer release of the system, or a container: KBENCH_SANDBOX=podman"
                .formatted(version);
    }

    /// Why bubblewrap failed.
    ///
    /// @param host the machine
    /// @param words what bubblewrap said
    static String refused(Host host, String words) {
        String said = words.isBlank() ? "it said nothing" : "bubblewrap: " + words.strip();
        return kernelForbids(host)
                .map(why -> "%s (%s)".formatted(why, said))
                .orElse("bubblewrap could not make a box here (%s)".formatted(said));
    }

    private static Optional<String> kernelForbids(Host host) {
        if (is(host, "proc/sys/user/max_user_namespaces", "0")) {
            return Optional.of(
                    "this kernel is set to make no user namespaces; as root: sysctl -w"
                            + " user.max_user_namespaces=15000");
        }
        if (is(host, "proc/sys/kernel/unprivileged_userns_clone", "0")) {
            return Optional.of(
                    "this kernel makes user namespaces for root only; as root: sysctl -w"
                            + " kernel.unprivileged_userns_clone=1");
        }
        if (is(host, "proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1")) {
            return Optional.of(
                    "AppArmor lets no program make user namespaces that has no profile for it; as"
                            + " root: sysctl -w kernel.apparmor_restrict_unprivileged_userns=0");
        }
        return Optional.empty();
    }

    private static boolean is(Host host, String file, String value) {
        return host.kernel(file).map(String::strip).filter(value::equals).isPresent();
    }
}
