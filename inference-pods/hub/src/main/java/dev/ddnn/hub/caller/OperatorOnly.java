package dev.ddnn.hub.caller;

import dev.ddnn.hub.caller.CallerRefusal.Kind;
import dev.ddnn.hub.verify.ForeignText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Only the operator may, and it proves that it is by a token of its service account. */
public final class OperatorOnly implements CallerCheck {
    /** As RFC 6750 says, section 2.1. */
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/-]+=*) *");

    private static final Pattern SERVICE_ACCOUNT = Pattern.compile("system:serviceaccount:[a-z0-9-]+:[a-z0-9.-]+");

    private final String operator;
    private final TokenReviewer reviewer;

    /**
     * @param operator the user that it is, {@code system:serviceaccount:NAMESPACE:NAME}
     * @throws IllegalArgumentException if it has another form; the message says what was found
     */
    public OperatorOnly(String operator, TokenReviewer reviewer) {
        if (!SERVICE_ACCOUNT.matcher(operator).matches()) {
            throw new IllegalArgumentException(
                    "DDNN_HUB_OPERATOR must be the operator's service account, system:serviceaccount:NAMESPACE:NAME; found '%s'"
                            .formatted(ForeignText.shown(operator)));
        }
        this.operator = operator;
        this.reviewer = reviewer;
    }

    @Override
    public Optional<CallerRefusal> refusal(@Nullable String authorization) {
        if (authorization == null || authorization.isBlank()) {
            return unidentified(
                    "found none. The operator reads it from the file that its DDNN_HUB_TOKEN_FILE names; operator/install mounts it");
        }
        Matcher bearer = BEARER.matcher(authorization);
        if (!bearer.matches()) {
            return unidentified("found a header Authorization that is not 'Bearer TOKEN'");
        }
        return reviewer.review(bearer.group(1))
                .fold(
                        known -> known.user().equals(operator) ? Optional.empty() : another(known.user()),
                        unknown -> unidentified("found one that is not: " + unknown.why()),
                        unreachable -> Optional.of(new CallerRefusal(
                                Kind.Unchecked,
                                "the hub cannot tell who asks for a model, and asks again at the next request: "
                                        + unreachable.message())));
    }

    private Optional<CallerRefusal> unidentified(String found) {
        return Optional.of(new CallerRefusal(
                Kind.Unidentified,
                "models are fetched for '%s' alone, which must send a bearer token with the audience '%s'; %s"
                        .formatted(operator, TokenReviewer.AUDIENCE, found)));
    }

    private Optional<CallerRefusal> another(String user) {
        return Optional.of(new CallerRefusal(
                Kind.AnotherCaller,
                "models are fetched for '%s' alone; found a token of '%s'. If that is the operator, set DDNN_HUB_OPERATOR of the hub to it"
                        .formatted(operator, ForeignText.shown(user))));
    }
}
