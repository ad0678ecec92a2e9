package dev.kbench.schema;

/// What a vendor's form of schemas has no words for.
final class InexpressibleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InexpressibleException(String why) {
        super(why, null, false, false);
    }
}
