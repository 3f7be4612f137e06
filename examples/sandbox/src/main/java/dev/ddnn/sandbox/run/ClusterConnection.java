package dev.ddnn.sandbox.run;

import dev.ddnn.sandbox.launch.StoryFailure;
import dev.ddnn.sandbox.story.InvalidStoryException;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.VersionInfo;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The API server of a cluster.
 *
 * @param client of it
 * @param version that it says it has
 */
record ClusterConnection(KubernetesClient client, VersionInfo version) {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int RETRIES = 3;
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /**
     * Connects.
     *
     * @throws InvalidStoryException if the file is no kubeconfig
     * @throws StoryFailure if the cluster does not answer
     */
    static ClusterConnection open(Path kubeconfig) throws IOException {
        if (!Files.isRegularFile(kubeconfig)) {
            throw new InvalidStoryException("--kubeconfig must name a kubeconfig, but there is no file '" + kubeconfig
                    + "': 'kubectl config view' shows which one kubectl uses");
        }
        Config config = new ConfigBuilder(Config.fromKubeconfig(kubeconfig.toFile()))
                .withConnectionTimeout(CONNECT_MILLIS)
                .withRequestRetryBackoffLimit(RETRIES)
                .build();
        KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build();
        try {
            return new ClusterConnection(client, client.getKubernetesVersion());
        } catch (KubernetesClientException e) {
            client.close();
            throw new StoryFailure(
                    "the cluster at " + config.getMasterUrl() + " does not answer (" + reason(e)
                            + "): check the address and the current context in " + kubeconfig
                            + " with 'kubectl --kubeconfig=" + kubeconfig + " version'",
                    e);
        }
    }

    private static String reason(Throwable e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
            if (deepest instanceof ConnectException) {
                return "it refuses connections";
            }
        }
        return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
    }

    int major() {
        return number(version.getMajor());
    }

    /** Some providers write {@code 29+}. */
    int minor() {
        return number(version.getMinor());
    }

    private static int number(String text) {
        Matcher digits = NUMBER.matcher(text);
        return digits.find() ? Integer.parseInt(digits.group()) : 0;
    }
}
