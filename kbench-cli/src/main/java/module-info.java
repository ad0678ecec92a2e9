/// The `kbench` command.
module dev.kbench.cli {
    requires dev.kbench;
    requires dev.kbench.view;
    requires jdk.compiler;
    requires jdk.unsupported;
    requires tools.jackson.databind;
}
