package dev.kbench.data.parquet;

/// How a column's values are stored, in the order of their codes.
enum Physical {
    BOOLEAN(0),
    INT32(4),
    INT64(8),
    INT96(12),
    FLOAT(4),
    DOUBLE(8),
    BYTE_ARRAY(0),
    FIXED_LEN_BYTE_ARRAY(0);

    /// Bytes of a value; 0 where that is not fixed by the type.
    final int bytes;

    Physical(int bytes) {
        this.bytes = bytes;
    }

    static Physical of(int code) throws DamagedException {
        if (code < 0 || code >= values().length) {
            throw new DamagedException("its schema has a type " + code);
        }
        return values()[code];
    }
}
