package dev.kbench.key;

/// Which task, in which version of its code.
///
/// @param name the task's name
/// @param version the task's declared version
/// @param declaringClass the binary name of the class that declares the body; empty for a task
///   built from a lambda body
/// @param method the body's method name; empty for a lambda body
/// @param descriptor the body's method descriptor (JVMS §4.3.3); empty for a lambda body
/// @param code the code reachable from the body within the user's own classes
public record TaskRef(
        String name,
        int version,
        String declaringClass,
        String method,
        String descriptor,
        CodeRef code) {
    /// A task whose code's digest is known.
    ///
    /// @param name the task's name
    /// @param version the task's declared version
    /// @param declaringClass the binary name of the class that declares the body
    /// @param method the body's method name
    /// @param descriptor the body's method descriptor
    /// @param codeSha256 64 hex digits; empty where the code is not to be had
    public TaskRef(
            String name,
            int version,
            String declaringClass,
            String method,
            String descriptor,
            String codeSha256) {
        this(name, version, declaringClass, method, descriptor, CodeRef.of(codeSha256));
    }

    /// The digest of the code.
    ///
    /// @return SHA-256 as 64 hex digits; empty where the class file cannot be read
    public String codeSha256() {
        return code.sha256();
    }
}
