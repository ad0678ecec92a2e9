package dev.kbench.key;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// Which task, in which version of its code.
///
/// @param name the task's name
/// @param version the task's declared version
/// @param declaringClass the binary name of the class that declares the body; empty for a task
///   built from a lambda body
/// @param method the body's method name; empty for a lambda body
/// @param descriptor the body's method descriptor (JVMS §4.3.3); empty for a lambda body
/// @param code the code reachable from the body within the user's own classes
/// @param captured what the body takes along from where it was written, by name: canonical JSON, or
///   of a long one its digest
public record TaskRef(
        String name,
        int version,
        String declaringClass,
        String method,
        String descriptor,
        CodeRef code,
        SortedMap<String, String> captured) {
    /// Copies what was captured.
    public TaskRef {
        captured = Collections.unmodifiableSortedMap(new TreeMap<>(captured));
    }

    /// A task whose code's digest is known, and that takes nothing along.
    ///
    /// @param name the task's name
    /// @param version the task's declared version
    /// @param declaringClass the binary name of the class that declares the body
    /// @param method the body's method name
    /// @param descriptor the body's method descriptor
    /// @param codeSha256 what {@link CodeRef#sha256} gave
    public TaskRef(
            String name,
            int version,
            String declaringClass,
            String method,
            String descriptor,
            String codeSha256) {
        this(
                name,
                version,
                declaringClass,
                method,
                descriptor,
                CodeRef.of(codeSha256),
                new TreeMap<>());
    }

    /// The digest of the code.
    ///
    /// @return SHA-256 as 64 hex digits; a text that no other code has where it is not to be had
    public String codeSha256() {
        return code.sha256();
    }
}
