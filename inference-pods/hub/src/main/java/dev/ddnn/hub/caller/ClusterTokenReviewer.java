package dev.ddnn.hub.caller;

import dev.ddnn.hub.verify.ForeignText;
import io.fabric8.kubernetes.api.model.authentication.TokenReview;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenReviewStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks the API server of the cluster that this hub runs in. */
public final class ClusterTokenReviewer implements TokenReviewer {
    private final Supplier<KubernetesClient> client;

    /**
     * @param client made at its first use
     */
    public ClusterTokenReviewer(Supplier<KubernetesClient> client) {
        this.client = client;
    }

    @Override
    public TokenReading review(String token) {
        TokenReview asked = new TokenReviewBuilder()
                .withNewSpec()
                .withToken(token)
                .withAudiences(AUDIENCE)
                .endSpec()
                .build();
        try {
            TokenReview answer = client.get().tokenReviews().create(asked);
            return reading(answer.getStatus(), token);
        } catch (KubernetesClientException e) {
            return new TokenReading.Unreachable(
                    switch (e.getCode()) {
                        case 401 -> "the API server does not know the hub's own token (401)";
                        case 403 ->
                            "the hub may not create tokenreviews.authentication.k8s.io; the ClusterRole and ClusterRoleBinding 'ddnn-hub' of operator/install allow it";
                        default -> "the hub cannot ask the API server whose the token is: " + without(token, cause(e));
                    });
        }
    }

    private static TokenReading reading(@Nullable TokenReviewStatus status, String token) {
        if (status == null) {
            return new TokenReading.Unreachable("the API server answered a TokenReview without a status");
        }
        if (!Boolean.TRUE.equals(status.getAuthenticated())) {
            String error = status.getError();
            return new TokenReading.Unknown(
                    error == null || error.isBlank() ? "the API server does not know it" : without(token, error));
        }
        // Not every authenticator knows of audiences. What it calls good is then good for the API server itself, and
        // not for us.
        if (!status.getAudiences().contains(AUDIENCE)) {
            return new TokenReading.Unknown("it is for the audiences " + status.getAudiences());
        }
        String user = status.getUser() == null ? null : status.getUser().getUsername();
        return user == null || user.isEmpty()
                ? new TokenReading.Unknown("the API server names no user for it")
                : new TokenReading.Known(user);
    }

    private static String without(String token, String text) {
        return ForeignText.shown(text.replace(token, "TOKEN"));
    }

    private static String cause(Throwable failure) {
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return "%s: %s".formatted(last.getClass().getSimpleName(), last.getMessage());
    }
}
