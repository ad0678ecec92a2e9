package dev.kbench.models.http;

import dev.kbench.models.http.TransportException.Kind;

import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/// Tells what went wrong by what the HTTP client threw.
final class Causes {
    private static final int DEEPEST = 16;

    private Causes() {}

    static TransportException of(Throwable top) {
        Kind kind = Kind.BROKEN;
        Throwable cause = top;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            switch (cause) {
                case UnresolvedAddressException _, UnknownHostException _ -> {
                    return new TransportException(Kind.NO_SUCH_HOST, top);
                }
                case HttpConnectTimeoutException _ -> kind = Kind.NO_CONNECTION;
                case HttpTimeoutException _ -> kind = Kind.TIMED_OUT;
                case ConnectException _ -> kind = Kind.REFUSED;
                case SSLHandshakeException _, SSLPeerUnverifiedException _ ->
                        kind = Kind.NOT_TRUSTED;
                case SSLException ssl when isPlainText(ssl) -> kind = Kind.NOT_HTTP;
                case ProtocolException _ -> kind = Kind.NOT_HTTP;
                default -> kind = isTooLarge(cause) ? Kind.TOO_LARGE : kind;
            }
            cause = cause.getCause();
        }
        return new TransportException(kind, top);
    }

    /// Whether the client sent nothing since its connection to the host takes no further call now.
    static boolean isCrowded(TransportException e) {
        Throwable cause = e.getCause();
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if ("too many concurrent streams".equals(cause.getMessage())) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static boolean isPlainText(SSLException e) {
        return String.valueOf(e.getMessage()).contains("plaintext connection");
    }

    private static boolean isTooLarge(Throwable e) {
        return String.valueOf(e.getMessage()).contains("exceeds capacity");
    }
}
