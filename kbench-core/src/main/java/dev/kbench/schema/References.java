package dev.kbench.schema;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// What the references of a schema refer to. A reference is a JSON pointer into the schema itself
/// (https://www.rfc-editor.org/rfc/rfc6901), such as `#/$defs/Line`, or `#`.
///
/// @param root the whole schema
record References(Map<?, ?> root) {
    /// Whether a reference leads into the schema, not to another document.
    static boolean isInside(String reference) {
        return reference.startsWith("#");
    }

    /// What stands where a reference leads.
    ///
    /// @return the schema there, null where it refers to nothing or to another document
    @Nullable Map<?, ?> target(String reference) {
        if (!isInside(reference)) {
            return null;
        }
        Object at = root;
        for (String step : reference.substring(1).split("/", -1)) {
            if (!step.isEmpty()) {
                at =
                        at instanceof Map<?, ?> map
                                ? map.get(step.replace("~1", "/").replace("~0", "~"))
                                : null;
            }
        }
        return at instanceof Map<?, ?> map ? map : null;
    }
}
