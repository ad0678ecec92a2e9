package dev.kbench.data.parquet;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Reads Thrift's compact protocol, in which the format's headers are written.
///
/// One thread.
final class Thrift {
    private static final int TRUE = 1;
    private static final int DEEPEST = 30;

    private final ByteBuffer in;
    private int type;
    private int depth;

    /// What is read, or the part of it that is there, ends in a buffer's end.
    ///
    /// @param in is read from its position on, and stands behind what was read
    Thrift(ByteBuffer in) {
        this.in = in;
    }

    /// What is done with a field; it has to read or skip its value.
    interface Field {
        void read(int id) throws DamagedException;
    }

    /// What is done with an item of a list; it has to read or skip it.
    interface Item {
        void read() throws DamagedException;
    }

    void struct(Field field) throws DamagedException {
        if (++depth > DEEPEST) {
            throw new DamagedException("its headers are nested too deep");
        }
        int id = 0;
        while (true) {
            int head = in.get() & 0xFF;
            if (head == 0) {
                break;
            }
            id = head >> 4 == 0 ? (int) zigzag() : id + (head >> 4);
            type = head & 0xF;
            field.read(id);
        }
        depth--;
    }

    void list(Item item) throws DamagedException {
        int head = in.get() & 0xFF;
        long size = head >> 4 == 15 ? varint() : head >> 4;
        // An item takes a byte at least
        if (size < 0 || size > in.remaining()) {
            throw new BufferUnderflowException();
        }
        for (long i = 0; i < size; i++) {
            type = head & 0xF;
            item.read();
        }
    }

    boolean bool() {
        return type == TRUE;
    }

    int int32() {
        return (int) int64();
    }

    long int64() {
        return type == 3 ? in.get() : zigzag();
    }

    String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    private byte[] bytes() {
        long length = varint();
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[(int) length];
        in.get(bytes);
        return bytes;
    }

    /// Reads over a value.
    void skip() throws DamagedException {
        switch (type) {
            case 1, 2 -> {}
            case 3 -> in.get();
            case 4, 5, 6 -> varint();
            case 7 -> in.getLong();
            case 8 -> bytes();
            case 9, 10 -> list(this::skipItem);
            case 11 -> skipMap();
            case 12 -> struct(_ -> skip());
            case 13 -> {
                in.getLong();
                in.getLong();
            }
            default -> throw new DamagedException("a header holds a field of no known type");
        }
    }

    private void skipItem() throws DamagedException {
        if (type == 1 || type == 2) {
            in.get();
        } else {
            skip();
        }
    }

    private void skipMap() throws DamagedException {
        long size = varint();
        if (size > 0) {
            int types = in.get() & 0xFF;
            for (long i = 0; i < size; i++) {
                type = types >> 4;
                skipItem();
                type = types & 0xF;
                skipItem();
            }
        }
    }

    private long zigzag() {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                break;
            }
        }
        return value;
    }
}
