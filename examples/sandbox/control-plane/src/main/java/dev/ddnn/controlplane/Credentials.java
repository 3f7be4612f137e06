package dev.ddnn.controlplane;

import dev.ddnn.controlplane.tls.Pem;
import dev.ddnn.controlplane.tls.SelfSignedCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who may speak to the API server: tokens and kubeconfigs, and the keys that it signs service accounts' tokens with. */
final class Credentials {

    private static final int TOKEN_BYTES = 32;

    private final Layout layout;
    private final Map<String, String> tokens;
    private final List<TokenUser> users;

    private Credentials(Layout layout, List<TokenUser> users) {
        this.layout = layout;
        this.users = users;
        this.tokens = new LinkedHashMap<>();
        var random = new SecureRandom();
        for (var user : users) {
            byte[] token = new byte[TOKEN_BYTES];
            random.nextBytes(token);
            tokens.put(user.name(), HexFormat.of().formatHex(token));
        }
    }

    /** Makes all that the programs need before they start. Keys that are there already stay, or tokens would die. */
    static Credentials prepare(Layout layout, ControlPlaneOptions options) throws IOException {
        var builtIn = Stream.of(TokenUser.ADMIN, TokenUser.CONTROLLER_MANAGER, TokenUser.SCHEDULER);
        var users = Stream.concat(builtIn, options.users().stream()).toList();
        var credentials = new Credentials(layout, users);
        Layout.write(layout.tokens(), credentials.tokenFile());
        Layout.write(layout.admission(), admission(options.podSecurity()));
        Layout.write(layout.auditPolicy(), auditPolicy(options.auditedGroups()));
        if (!Files.exists(layout.serviceAccountKey())) {
            var keys = SelfSignedCertificate.newKeys();
            Layout.write(layout.serviceAccountPublicKey(), Pem.of(keys.getPublic()));
            Layout.write(layout.serviceAccountKey(), Pem.of(keys.getPrivate()));
        }
        var kubelets = SelfSignedCertificate.forClient("kube-apiserver-kubelet-client");
        Layout.write(layout.kubeletClientCertificate(), kubelets.certificatePem());
        Layout.write(layout.kubeletClientKey(), kubelets.keyPem());
        return credentials;
    }

    /** Writes everyone's kubeconfig; only a running API server has an address and a certificate. */
    void writeKubeconfigs(URI apiServer) throws IOException {
        var authority = Base64.getEncoder().encodeToString(Files.readAllBytes(layout.apiServerCertificate()));
        for (var user : users) {
            Layout.write(layout.kubeconfig(user), kubeconfig(apiServer, authority, user.name(), token(user.name())));
        }
    }

    TokenUser user(String name) {
        return users.stream()
                .filter(user -> user.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("user: known are "
                        + users.stream().map(TokenUser::name).collect(Collectors.joining(", ")) + ", found '" + name
                        + "'"));
    }

    String token(String name) {
        return tokens.getOrDefault(user(name).name(), "");
    }

    private String tokenFile() {
        return users.stream()
                .map(user -> token(user.name()) + "," + user.name() + "," + user.name()
                        + (user.groups().isEmpty() ? "" : ",\"" + String.join(",", user.groups()) + "\""))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** Tokens inline, since not every client library reads them from a file. */
    static String kubeconfig(URI apiServer, String authority, String user, String token) {
        return """
                {
                  "apiVersion": "v1",
                  "kind": "Config",
                  "clusters": [
                    {"name": "sandbox", "cluster": {"server": "%s", "certificate-authority-data": "%s"}}
                  ],
                  "users": [{"name": "%s", "user": {"token": "%s"}}],
                  "contexts": [{"name": "sandbox", "context": {"cluster": "sandbox", "user": "%s"}}],
                  "current-context": "sandbox"
                }
                """.formatted(apiServer, authority, user, token, user);
    }

    private static String admission(PodSecurityLevel level) {
        return """
                apiVersion: apiserver.config.k8s.io/v1
                kind: AdmissionConfiguration
                plugins:
                  - name: PodSecurity
                    configuration:
                      apiVersion: pod-security.admission.config.k8s.io/v1
                      kind: PodSecurityConfiguration
                      defaults: {enforce: %s, enforce-version: latest}
                      exemptions: {namespaces: [kube-system]}
                """.formatted(level.label());
    }

    /** Who did what, and which answer it got; a watch when it begins. */
    private static String auditPolicy(List<String> groups) {
        return """
                apiVersion: audit.k8s.io/v1
                kind: Policy
                omitManagedFields: true
                omitStages: [RequestReceived]
                rules:
                  - {level: Metadata, userGroups: [%s]}
                  - {level: None}
                """.formatted(String.join(", ", groups));
    }
}
