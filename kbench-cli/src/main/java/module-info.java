/// The `kbench` command.
module dev.kbench.cli {
    requires dev.kbench;
    requires jdk.compiler;
    requires jdk.unsupported;
}
