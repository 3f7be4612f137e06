package dev.ddnn.controlplane;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Which file lies where in a control plane's directory. The directory is private, and so is all that is in it. */
record Layout(Path directory) {

    Path pki() {
        return directory.resolve("pki");
    }

    Path serviceAccountKey() {
        return pki().resolve("sa.key");
    }

    Path serviceAccountPublicKey() {
        return pki().resolve("sa.pub");
    }

    Path tokens() {
        return pki().resolve("tokens.csv");
    }

    /** Written by the API server, leaf and issuer: kubeconfigs trust it. */
    Path apiServerCertificate() {
        return pki().resolve("apiserver.crt");
    }

    Path apiServerKey() {
        return pki().resolve("apiserver.key");
    }

    Path kubeletClientCertificate() {
        return pki().resolve("kubelet-client.crt");
    }

    Path kubeletClientKey() {
        return pki().resolve("kubelet-client.key");
    }

    Path admission() {
        return directory.resolve("admission.yaml");
    }

    Path auditPolicy() {
        return directory.resolve("audit-policy.yaml");
    }

    Path auditLog() {
        return logs().resolve("audit.jsonl");
    }

    Path kubeconfig(TokenUser user) {
        return directory.resolve(user.kubeconfigName());
    }

    Path etcdData() {
        return directory.resolve("etcd");
    }

    Path temporary() {
        return directory.resolve("tmp");
    }

    Path logs() {
        return directory.resolve("logs");
    }

    Path lock() {
        return directory.resolve("lock");
    }

    void create() throws IOException {
        var ownerOnly = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(ownerOnly));
        Files.setPosixFilePermissions(directory, ownerOnly);
        for (var part : new Path[] {pki(), temporary(), logs()}) {
            Files.createDirectories(part, PosixFilePermissions.asFileAttribute(ownerOnly));
        }
    }

    /** Writes a whole file or none. */
    static void write(Path file, String content) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var draft = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".draft", ownerOnly);
        Files.writeString(draft, content);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
