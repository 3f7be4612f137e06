package dev.ddnn.hub.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ddnn.hub.ManualClock;
import dev.ddnn.hub.caller.CallerRefusal.Kind;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorOnlyTest {
    private static final String OPERATOR = "system:serviceaccount:ddnn-system:ddnn-operator";
    private static final String ONLY =
            "models are fetched for 'system:serviceaccount:ddnn-system:ddnn-operator' alone, which must send a bearer token with the audience 'ddnn-hub'; ";

    private final ManualClock clock = new ManualClock();
    private final FakeApiServer server = new FakeApiServer(clock);
    private final CallerCheck check = new OperatorOnly(OPERATOR, server);

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER  "})
    void theOperatorMay(String scheme) {
        // Given
        String token = server.token(OPERATOR, "ddnn-hub");

        // When / Then
        assertThat(check.refusal(scheme + token)).isEmpty();
    }

    @Test
    void anotherServiceAccountMayNot() {
        // Given
        String token = server.token("system:serviceaccount:city:default", "ddnn-hub");

        // When / Then
        assertThat(check.refusal("Bearer " + token))
                .contains(
                        new CallerRefusal(
                                Kind.AnotherCaller,
                                "models are fetched for 'system:serviceaccount:ddnn-system:ddnn-operator' alone; found a token of 'system:serviceaccount:city:default'. If that is the operator, set DDNN_HUB_OPERATOR of the hub to it"));
    }

    @Test
    void theOperatorsTokenForSomethingElseIsNone() {
        // Given
        String token = server.token(OPERATOR, "https://kubernetes.default.svc");

        // When / Then
        assertThat(check.refusal("Bearer " + token).orElseThrow().kind()).isEqualTo(Kind.Unidentified);
        assertThat(check.refusal("Bearer " + token).orElseThrow().message())
                .startsWith(ONLY + "found one that is not: [invalid bearer token, token audiences ")
                .doesNotContain(token);
    }

    @Test
    void whoSendsNoTokenIsToldWhichOneIsWanted() {
        for (String none : new String[] {null, "", " "}) {
            assertThat(check.refusal(none))
                    .contains(
                            new CallerRefusal(
                                    Kind.Unidentified,
                                    ONLY
                                            + "found none. The operator reads it from the file that its DDNN_HUB_TOKEN_FILE names; operator/install mounts it"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpi", "Bearer", "Bearer a b", "Bearer a\tb", "Bearer é", "token"})
    void whatIsNoBearerTokenIsNotAskedAbout(String header) {
        // When
        Optional<CallerRefusal> refusal = check.refusal(header);

        // Then
        assertThat(refusal)
                .contains(new CallerRefusal(
                        Kind.Unidentified, ONLY + "found a header Authorization that is not 'Bearer TOKEN'"));
        assertThat(server.asked()).isZero();
    }

    @Test
    void whileNobodyCanSayWhoCallsNobodyMay() {
        // Given
        String token = server.token(OPERATOR, "ddnn-hub");
        server.away();

        // When / Then
        assertThat(check.refusal("Bearer " + token))
                .contains(
                        new CallerRefusal(
                                Kind.Unchecked,
                                "the hub cannot tell who asks for a model, and asks again at the next request: connection refused"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ddnn-operator",
                "",
                "system:serviceaccount:ddnn-operator",
                "system:serviceaccount:$(DDNN_POD_NAMESPACE):ddnn-operator",
                "system:serviceaccount::ddnn-operator"
            })
    void aSettingThatNamesNoServiceAccountIsRefusedAtTheStart(String setting) {
        assertThatThrownBy(() -> new OperatorOnly(setting, server))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "DDNN_HUB_OPERATOR must be the operator's service account, system:serviceaccount:NAMESPACE:NAME; found '%s'",
                        setting);
    }
}
