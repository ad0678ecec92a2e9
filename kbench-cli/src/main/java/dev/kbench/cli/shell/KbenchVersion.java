package dev.kbench.cli.shell;

/// Which kbench this is.
public final class KbenchVersion {
    private KbenchVersion() {}

    /// The version of the command's own module.
    ///
    /// @return the version, `of unknown version` where it is not run as a module
    public static String text() {
        var descriptor = KbenchVersion.class.getModule().getDescriptor();
        return descriptor == null
                ? "of unknown version"
                : descriptor.rawVersion().orElse("of unknown version");
    }
}
