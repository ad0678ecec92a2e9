/// The `kbench` command.
module dev.kbench.cli {
    requires dev.kbench;
    requires info.picocli;
    requires jdk.compiler;
    requires jdk.unsupported;
}
