package dev.kbench.content;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/// Which addresses lead out of this machine and its networks. The ranges are those of the IANA
/// registries of special-purpose addresses, for IPv4 (RFC 6890) and IPv6; an IPv4 address inside
/// one of IPv6 (mapped, NAT64, 6to4) counts as what it is.
final class PublicAddresses {
    private PublicAddresses() {}

    /// Why an address is refused.
    ///
    /// @return such as `a private address`; empty where it is public
    static Optional<String> trouble(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address.isLoopbackAddress() || (bytes.length == 4 && bytes[0] == 127)) {
            return Optional.of("a loopback address");
        } else if (address.isLinkLocalAddress()) {
            return Optional.of("a link-local address");
        } else if (address.isMulticastAddress()) {
            return Optional.of("a multicast address");
        } else if (address.isAnyLocalAddress()) {
            return Optional.of("no address of a host");
        }
        return switch (address) {
            case Inet4Address _ -> ofFour(bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff);
            case Inet6Address _ -> ofSix(bytes);
            default -> Optional.of("an address of an unknown kind");
        };
    }

    private static Optional<String> ofFour(int a, int b, int c) {
        boolean isPrivate = a == 10 || (a == 172 && b >= 16 && b < 32) || (a == 192 && b == 168);
        if (isPrivate || (a == 100 && b >= 64 && b < 128)) {
            return Optional.of("a private address");
        }
        boolean isReserved =
                a == 0
                        || a >= 240
                        || (a == 192 && b == 0 && (c == 0 || c == 2))
                        || (a == 192 && b == 88 && c == 99)
                        || (a == 198 && (b == 18 || b == 19 || (b == 51 && c == 100)))
                        || (a == 203 && b == 0 && c == 113);
        return isReserved ? Optional.of("a reserved address") : Optional.empty();
    }

    private static Optional<String> ofSix(byte[] bytes) {
        if ((bytes[0] & 0xfe) == 0xfc || ((bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xc0) == 0xc0)) {
            return Optional.of("a private address");
        }
        int first = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
        int second = ((bytes[2] & 0xff) << 8) | (bytes[3] & 0xff);
        boolean isTranslated = first == 0x64 && second == 0xff9b;
        if (isTranslated && !isZero(bytes, 4, 12)) {
            return Optional.of("a private address");
        } else if (isTranslated || isZero(bytes, 0, 10)) {
            return inner(bytes, 12);
        } else if (first == 0x2002) {
            return inner(bytes, 2);
        }
        boolean isGlobal = (bytes[0] & 0xe0) == 0x20;
        boolean isReserved =
                (first == 0x2001 && (second == 0xdb8 || second < 0x200))
                        || (first == 0x3fff && second < 0x1000);
        return isGlobal && !isReserved ? Optional.empty() : Optional.of("a reserved address");
    }

    private static boolean isZero(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> inner(byte[] bytes, int at) {
        try {
            return trouble(InetAddress.getByAddress(Arrays.copyOfRange(bytes, at, at + 4)));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
