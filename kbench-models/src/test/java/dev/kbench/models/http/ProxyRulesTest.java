package dev.kbench.models.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kbench.config.Settings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;

class ProxyRulesTest {
    private static String proxy(Map<String, String> settings, String url) {
        Proxy proxy = ProxyRules.from(Settings.of(settings)).select(URI.create(url)).getFirst();
        return proxy.address() instanceof InetSocketAddress address
                ? address.getHostString() + ":" + address.getPort()
                : "direct";
    }

    @Test
    void eachSchemeHasItsOwn() {
        Map<String, String> settings =
                Map.of("HTTP_PROXY", "http://a:1", "https_proxy", "http://b:2/");
        assertThat(proxy(settings, "http://models.example/v1")).isEqualTo("a:1");
        assertThat(proxy(settings, "https://models.example/v1")).isEqualTo("b:2");
    }

    @Test
    void lowerCaseWinsAndAllProxyIsLast() {
        assertThat(
                        proxy(
                                Map.of(
                                        "http_proxy",
                                        "l:1",
                                        "HTTP_PROXY",
                                        "u:2",
                                        "ALL_PROXY",
                                        "x:3"),
                                "http://models.example"))
                .isEqualTo("l:1");
        assertThat(proxy(Map.of("ALL_PROXY", "x"), "https://models.example")).isEqualTo("x:80");
        assertThat(proxy(Map.of(), "https://models.example")).isEqualTo("direct");
    }

    @ParameterizedTest
    @CsvSource({
        "models.example, models.example, direct",
        "models.example, eu.MODELS.example, direct",
        ".models.example, models.example, direct",
        "*.models.example, eu.models.example, direct",
        "models.example, notmodels.example, p:1",
        "models.example:8443, models.example, p:1",
        "models.example:443, models.example, direct",
        "*, models.example, direct",
        "10.0.0.1, 10.0.0.1, direct",
        "other.example, localhost, direct",
        "other.example, 127.0.0.1, direct",
        "other.example, [::1], direct",
        "other.example, 127.evil.example, p:1",
    })
    void exceptions(String rule, String host, String expected) {
        assertThat(
                        proxy(
                                Map.of("HTTPS_PROXY", "p:1", "NO_PROXY", "x.example, " + rule),
                                "https://" + host + "/v1"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "socks5://h:1, the scheme socks5",
        "http://, an address that cannot be read",
        "http://user:secret@h:1, 'a user and password, which are not supported'",
        "http://a b, an address that cannot be read",
    })
    void whatIsNoHttpProxyIsRefusedWithoutShowingIt(String value, String got) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProxyRules.from(Settings.of(Map.of("HTTPS_PROXY", value))))
                .withMessage("HTTPS_PROXY: expected http://host:port, got " + got);
    }
}
