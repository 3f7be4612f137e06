package dev.ddnn.controlplane;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What kind of control plane to start; begin with {@link #in(Path)} and change what should differ.
 *
 * @param directory holds everything the control plane writes; made if it is not there, readable by its user only. A
 *     directory of an earlier control plane continues that one's data
 * @param programs the directory of Kubernetes' programs; null finds or compiles them and shows that on standard error
 * @param parts how much is started
 * @param users known by a token, besides the admin
 * @param podSecurity what is enforced where a namespace says nothing
 * @param bindAddress the loopback address that the API server listens on
 * @param port the API server's port; 0 takes a free one
 * @param serviceCidr where cluster IPs come from; must lie in 127.0.0.0/8 for them to be real addresses here
 * @param shutdownHook whether the control plane stops by itself, in order, when the JVM is told to end; without it
 *     whoever started it must see to the order (it dies with the JVM in any case)
 * @param auditedGroups whose requests are recorded in {@link ControlPlane#auditLog()}; empty records nothing
 * @param startTimeout for each step of the start
 */
public record ControlPlaneOptions(
        Path directory,
        @Nullable Path programs,
        Parts parts,
        List<TokenUser> users,
        PodSecurityLevel podSecurity,
        String bindAddress,
        int port,
        String serviceCidr,
        boolean shutdownHook,
        List<String> auditedGroups,
        Duration startTimeout) {

    /** Cluster IPs unless told otherwise. Two control planes whose cluster IPs are in use must not share them. */
    public static final String DEFAULT_SERVICE_CIDR = "127.96.0.0/16";

    private static final String DEFAULT_ADDRESS = "127.0.0.1";
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
    private static final Pattern CIDR = Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}/(\\d|[12]\\d|3[0-2])");
    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9._:-]+");
    private static final int HIGHEST_PORT = 65535;

    public ControlPlaneOptions {
        require(LOOPBACK.matcher(bindAddress).matches(), "bindAddress", "an address in 127.0.0.0/8", bindAddress);
        require(CIDR.matcher(serviceCidr).matches(), "serviceCidr", "an IPv4 range such as 127.96.0.0/16", serviceCidr);
        require(port >= 0 && port <= HIGHEST_PORT, "port", "0 to 65535", Integer.toString(port));
        require(!startTimeout.isNegative() && !startTimeout.isZero(), "startTimeout", "above zero", "" + startTimeout);
        var names = new HashSet<>(
                List.of(TokenUser.ADMIN.name(), TokenUser.CONTROLLER_MANAGER.name(), TokenUser.SCHEDULER.name()));
        for (var user : users) {
            require(names.add(user.name()), "users", "each name once, and not the built-in ones", user.name());
        }
        for (var group : auditedGroups) {
            require(GROUP.matcher(group).matches(), "auditedGroups", "letters, digits and . _ : -", group);
        }
        users = List.copyOf(users);
        auditedGroups = List.copyOf(auditedGroups);
        directory = directory.toAbsolutePath().normalize();
    }

    /** Everything of a control plane, Pod Security {@code restricted}, on 127.0.0.1 and a free port. */
    public static ControlPlaneOptions in(Path directory) {
        return new ControlPlaneOptions(
                directory,
                null,
                Parts.ALL,
                List.of(),
                PodSecurityLevel.RESTRICTED,
                DEFAULT_ADDRESS,
                0,
                DEFAULT_SERVICE_CIDR,
                true,
                List.of(),
                DEFAULT_TIMEOUT);
    }

    /** Uses these programs instead of finding some. */
    public ControlPlaneOptions withPrograms(Path found) {
        return new ControlPlaneOptions(
                directory,
                found,
                parts,
                users,
                podSecurity,
                bindAddress,
                port,
                serviceCidr,
                shutdownHook,
                auditedGroups,
                startTimeout);
    }

    /** Starts more or less of it. */
    public ControlPlaneOptions withParts(Parts wanted) {
        return new ControlPlaneOptions(
                directory,
                programs,
                wanted,
                users,
                podSecurity,
                bindAddress,
                port,
                serviceCidr,
                shutdownHook,
                auditedGroups,
                startTimeout);
    }

    /** Knows these users besides the admin. */
    public ControlPlaneOptions withUsers(TokenUser... known) {
        return new ControlPlaneOptions(
                directory,
                programs,
                parts,
                List.of(known),
                podSecurity,
                bindAddress,
                port,
                serviceCidr,
                shutdownHook,
                auditedGroups,
                startTimeout);
    }

    /** Enforces another Pod Security Standard by default. */
    public ControlPlaneOptions withPodSecurity(PodSecurityLevel level) {
        return new ControlPlaneOptions(
                directory,
                programs,
                parts,
                users,
                level,
                bindAddress,
                port,
                serviceCidr,
                shutdownHook,
                auditedGroups,
                startTimeout);
    }

    /** Listens elsewhere: another address in 127.0.0.0/8, and a port or 0 for a free one. */
    public ControlPlaneOptions withEndpoint(String address, int fixedPort) {
        return new ControlPlaneOptions(
                directory,
                programs,
                parts,
                users,
                podSecurity,
                address,
                fixedPort,
                serviceCidr,
                shutdownHook,
                auditedGroups,
                startTimeout);
    }

    /** Takes cluster IPs from another range, so that two control planes can run side by side. */
    public ControlPlaneOptions withServiceCidr(String cidr) {
        return new ControlPlaneOptions(
                directory,
                programs,
                parts,
                users,
                podSecurity,
                bindAddress,
                port,
                cidr,
                shutdownHook,
                auditedGroups,
                startTimeout);
    }

    /** Leaves stopping in order to the caller. */
    public ControlPlaneOptions withoutShutdownHook() {
        return new ControlPlaneOptions(
                directory,
                programs,
                parts,
                users,
                podSecurity,
                bindAddress,
                port,
                serviceCidr,
                false,
                auditedGroups,
                startTimeout);
    }

    /** Records each request of a member of these groups, such as {@code system:serviceaccounts:NAMESPACE}: who, what, which answer. */
    public ControlPlaneOptions withAuditOf(String... groups) {
        return new ControlPlaneOptions(
                directory,
                programs,
                parts,
                users,
                podSecurity,
                bindAddress,
                port,
                serviceCidr,
                shutdownHook,
                List.of(groups),
                startTimeout);
    }

    /** Gives each step of the start more or less time. */
    public ControlPlaneOptions withStartTimeout(Duration timeout) {
        return new ControlPlaneOptions(
                directory,
                programs,
                parts,
                users,
                podSecurity,
                bindAddress,
                port,
                serviceCidr,
                shutdownHook,
                auditedGroups,
                timeout);
    }

    private static void require(boolean met, String field, String allowed, String found) {
        if (!met) {
            throw new IllegalArgumentException(field + ": allowed is " + allowed + ", found '" + found + "'");
        }
    }
}
