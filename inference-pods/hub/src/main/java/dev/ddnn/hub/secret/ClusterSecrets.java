package dev.ddnn.hub.secret;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Secrets from the cluster that this hub runs in, with the rights that users give it Secret by Secret. Where it runs
 * outside of a cluster, that is said when a Secret is asked for and not before.
 */
public final class ClusterSecrets implements SecretReader {
    private static final Pattern USER = Pattern.compile("User \"([^\"]+)\"");
    private static final String SERVICE_ACCOUNT = "system:serviceaccount:";
    private static final String OWN_ACCOUNT = SERVICE_ACCOUNT + "ddnn-system:ddnn-hub";

    private final Supplier<KubernetesClient> client;

    /**
     * @param client made at its first use
     */
    public ClusterSecrets(Supplier<KubernetesClient> client) {
        this.client = client;
    }

    @Override
    public SecretOutcome read(String namespace, String name) {
        try {
            Secret secret =
                    client.get().secrets().inNamespace(namespace).withName(name).get();
            return secret == null ? missing(namespace, name) : new SecretOutcome.Held(values(name, secret));
        } catch (KubernetesClientException e) {
            return switch (e.getCode()) {
                case 401 -> new SecretOutcome.Unreachable("the API server does not know the hub's own token (401)");
                case 403 -> forbidden(namespace, name, String.valueOf(e.getMessage()));
                default ->
                    new SecretOutcome.Unreachable(
                            "the hub cannot ask the API server for Secret '%s' of namespace '%s': %s"
                                    .formatted(name, namespace, cause(e)));
            };
        }
    }

    private static SecretOutcome missing(String namespace, String name) {
        return new SecretOutcome.Withheld(
                "`spec.model.source.credentialsSecretRef.name` must name a Secret of namespace '%s'; found '%s', which does not exist. Create it, or correct the name."
                        .formatted(namespace, name));
    }

    private static SecretOutcome forbidden(String namespace, String name, String said) {
        return new SecretOutcome.Withheld(("the hub may not read Secret '%2$s' of namespace '%1$s'. Allow it with: "
                        + "kubectl -n %1$s create role ddnn-hub-%2$s --verb=get --resource=secrets --resource-name=%2$s"
                        + " && kubectl -n %1$s create rolebinding ddnn-hub-%2$s --role=ddnn-hub-%2$s %3$s")
                .formatted(namespace, name, subject(said)));
    }

    /** Whom to allow it: as the API server knows us. */
    private static String subject(String said) {
        Matcher user = USER.matcher(said);
        String known = user.find() ? user.group(1) : OWN_ACCOUNT;
        return known.startsWith(SERVICE_ACCOUNT)
                ? "--serviceaccount=" + known.substring(SERVICE_ACCOUNT.length())
                : "--user=" + known;
    }

    private static SecretValues values(String name, Secret secret) {
        Map<String, byte[]> data = new HashMap<>();
        if (secret.getData() != null) {
            secret.getData()
                    .forEach((key, value) -> data.put(key, Base64.getDecoder().decode(value)));
        }
        return new SecretValues(name, data);
    }

    private static String cause(Throwable failure) {
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return "%s: %s".formatted(last.getClass().getSimpleName(), last.getMessage());
    }
}
