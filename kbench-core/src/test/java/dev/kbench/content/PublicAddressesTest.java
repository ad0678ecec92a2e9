package dev.kbench.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;
import java.net.UnknownHostException;

class PublicAddressesTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,a loopback address",
        "127.8.9.1,a loopback address",
        "::1,a loopback address",
        "::ffff:127.0.0.1,a loopback address",
        "169.254.169.254,a link-local address",
        "fe80::1,a link-local address",
        "10.0.0.1,a private address",
        "172.16.0.1,a private address",
        "172.31.255.255,a private address",
        "192.168.1.1,a private address",
        "100.64.0.1,a private address",
        "fd00::1,a private address",
        "fec0::1,a private address",
        "64:ff9b::a00:1,a private address",
        "2002:a00:1::,a private address",
        "::10.0.0.1,a private address",
        "0.0.0.0,no address of a host",
        "::,no address of a host",
        "0.1.2.3,a reserved address",
        "224.0.0.1,a multicast address",
        "ff02::1,a multicast address",
        "240.0.0.1,a reserved address",
        "255.255.255.255,a reserved address",
        "192.0.0.1,a reserved address",
        "192.0.2.1,a reserved address",
        "198.18.0.1,a reserved address",
        "198.51.100.1,a reserved address",
        "203.0.113.1,a reserved address",
        "2001:db8::1,a reserved address",
        "2001::1,a reserved address",
        "2001:2::1,a reserved address",
        "2001:10::1,a reserved address",
        "2001:1ff:ffff::1,a reserved address",
        "3fff::1,a reserved address",
        "3fff:fff:ffff::1,a reserved address",
        "5f00::1,a reserved address",
        "64:ff9b:1::808:808,a private address",
        "192.88.99.1,a reserved address",
        "100::1,a reserved address"
    })
    void otherThanPublicOnesAreNamed(String address, String trouble) throws UnknownHostException {
        assertThat(PublicAddresses.trouble(InetAddress.getByName(address))).contains(trouble);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "172.15.0.1",
                "172.32.0.1",
                "100.63.0.1",
                "192.169.0.1",
                "198.20.0.1",
                "2606:4700::1111",
                "2a00:1450:4001::1",
                "64:ff9b::808:808",
                "2002:808:808::",
                "2001:200::1",
                "3fff:1000::1",
                "192.88.98.1"
            })
    void publicOnesAreTaken(String address) throws UnknownHostException {
        assertThat(PublicAddresses.trouble(InetAddress.getByName(address))).isEmpty();
    }
}
