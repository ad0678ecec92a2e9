package dev.kbench.browser;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import java.util.List;

class AllowedHostsTest {
    private final AllowedHosts hosts =
            new AllowedHosts(List.of("cdn.example.org", "*.example.com", "[::1]"), false);

    @Test
    void hostsAreCompared() {
        assertThat(hosts.permits("https://cdn.example.org/a?b=c|d")).isTrue();
        assertThat(hosts.permits("http://CDN.example.org:8080/")).isTrue();
        assertThat(hosts.permits("https://a.b.example.com")).isTrue();
        assertThat(hosts.permits("http://[::1]:80/x")).isTrue();

        assertThat(hosts.permits("https://example.org/")).isFalse();
        assertThat(hosts.permits("https://example.com/")).isFalse();
        assertThat(hosts.permits("https://cdn.example.org.evil.test/")).isFalse();
        assertThat(hosts.permits("https://evil.test/cdn.example.org")).isFalse();
        assertThat(hosts.permits("https://cdn.example.org@evil.test/")).isFalse();
        assertThat(hosts.permits("https://cdn.example.org:x@evil.test/")).isFalse();
    }

    @Test
    void onlyWebAddressesAreEverPermitted() {
        AllowedHosts all = new AllowedHosts(List.of(), true);

        assertThat(all.permits("https://anything.test/")).isTrue();
        assertThat(all.permits("file:///etc/passwd")).isFalse();
        assertThat(all.permits("chrome://version")).isFalse();
        assertThat(all.permits("ftp://anything.test/")).isFalse();
    }

    @Test
    void proxyLetsOnlyAllowedHostsPast() {
        assertThat(new AllowedHosts(List.of("a.test"), false).proxy())
                .extractingByKey("proxy", as(InstanceOfAssertFactories.MAP))
                .containsEntry("httpProxy", "127.0.0.1:9")
                .containsEntry("sslProxy", "127.0.0.1:9")
                .containsEntry("noProxy", List.of("<-loopback>", "a.test"));
        assertThat(new AllowedHosts(List.of("a.test"), true).proxy()).isEmpty();
    }
}
