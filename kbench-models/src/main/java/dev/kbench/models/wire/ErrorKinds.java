package dev.kbench.models.wire;

import java.util.Locale;
import java.util.Set;

/// What the codes in letters mean that servers give their errors.
final class ErrorKinds {
    private static final Set<String> USED_UP =
            Set.of("insufficient_quota", "billing_hard_limit_reached", "credit_balance_too_low");
    private static final Set<String> FILTERS =
            Set.of(
                    "content_filter",
                    "content_policy_violation",
                    "responsibleaipolicyviolation",
                    "moderation_blocked");

    private ErrorKinds() {}

    static boolean isUsedUp(String kind) {
        return USED_UP.contains(kind.toLowerCase(Locale.ROOT));
    }

    /// Google's servers refuse a key with 400.
    static boolean isKeyRefused(String kind) {
        return kind.equalsIgnoreCase("api_key_invalid");
    }

    /// Anthropic's servers tell with 400 that nothing is left to pay with.
    static boolean isUnpaid(String words) {
        return words.toLowerCase(Locale.ROOT).contains("credit balance is too low");
    }

    static boolean isContentFilter(String kind) {
        return FILTERS.contains(kind.toLowerCase(Locale.ROOT));
    }

    /// The status that an error inside of an answer stands for, 0 where it stands for none.
    static int status(ServerError error) {
        if (error.code() >= 400 && error.code() <= 599) {
            return error.code();
        }
        return switch (error.kind().toLowerCase(Locale.ROOT)) {
            case "rate_limit_exceeded", "rate_limit_error", "resource_exhausted" -> 429;
            case "insufficient_quota" -> 429;
            case "authentication_error" -> 401;
            case "permission_error", "permission_denied" -> 403;
            case "not_found_error", "not_found" -> 404;
            case "request_too_large" -> 413;
            case "invalid_request_error", "invalid_argument" -> 400;
            case "overloaded_error" -> 529;
            case "server_error", "internal_error", "internal", "api_error" -> 500;
            case "timeout_error", "deadline_exceeded" -> 504;
            case "unavailable", "service_unavailable" -> 503;
            default -> 0;
        };
    }
}
