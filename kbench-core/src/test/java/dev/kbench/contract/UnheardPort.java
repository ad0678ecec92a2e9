package dev.kbench.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/// A port of the loopback address that is held, so that nobody else takes it, and that nobody
/// listens at.
public final class UnheardPort implements AutoCloseable {
    private final Socket held = new Socket();

    /// Takes a free one.
    ///
    /// @throws IOException if there is none
    public UnheardPort() throws IOException {
        held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /// Its number.
    ///
    /// @return from 1
    public int number() {
        return held.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        held.close();
    }
}
