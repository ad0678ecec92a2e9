package dev.kbench.models.http;

import java.net.http.HttpHeaders;

/// What a server answered.
///
/// @param status the HTTP status
/// @param headers the headers
/// @param body the body as text
public record Answer(int status, HttpHeaders headers, String body) {
    /// One header.
    ///
    /// @param name its name, in any case
    /// @return its first value, empty where it is missing
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }
}
