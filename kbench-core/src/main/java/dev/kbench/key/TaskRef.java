package dev.kbench.key;

/// Which task, in which version of its code.
///
/// @param name the task's name
/// @param version the task's declared version
/// @param declaringClass the binary name of the class that declares the body; empty for a task
///   built from a lambda body
/// @param method the body's method name; empty for a lambda body
/// @param descriptor the body's method descriptor (JVMS §4.3.3); empty for a lambda body
/// @param codeSha256 digest of the code reachable from the body within the user's own classes, 64
///   hex digits; empty where the class file cannot be read
public record TaskRef(
        String name,
        int version,
        String declaringClass,
        String method,
        String descriptor,
        String codeSha256) {}
