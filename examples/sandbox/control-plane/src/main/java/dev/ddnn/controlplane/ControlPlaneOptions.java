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
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(3);
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

    /** Everything of a control plane, Pod Security {@code restricted}, on 127.0.0.1 and a free port, to be changed. */
    public static Builder in(Path directory) {
        return new Builder(directory);
    }

    private static void require(boolean met, String field, String allowed, String found) {
        if (!met) {
            throw new IllegalArgumentException(field + ": allowed is " + allowed + ", found '" + found + "'");
        }
    }

    /** Options that are being put together; what is wrong with them is said when they are built. */
    public static final class Builder {
        private final Path directory;
        private @Nullable Path programs;
        private Parts parts = Parts.ALL;
        private List<TokenUser> users = List.of();
        private PodSecurityLevel podSecurity = PodSecurityLevel.RESTRICTED;
        private String bindAddress = DEFAULT_ADDRESS;
        private int port;
        private String serviceCidr = DEFAULT_SERVICE_CIDR;
        private boolean shutdownHook = true;
        private List<String> auditedGroups = List.of();
        private Duration startTimeout = DEFAULT_TIMEOUT;

        private Builder(Path directory) {
            this.directory = directory;
        }

        /** Uses these programs instead of finding some. */
        public Builder programs(Path found) {
            programs = found;
            return this;
        }

        /** Starts more or less of it. */
        public Builder parts(Parts wanted) {
            parts = wanted;
            return this;
        }

        /** Knows these users besides the admin. */
        public Builder users(TokenUser... known) {
            users = List.of(known);
            return this;
        }

        /** Enforces another Pod Security Standard by default. */
        public Builder podSecurity(PodSecurityLevel level) {
            podSecurity = level;
            return this;
        }

        /** Listens elsewhere: another address in 127.0.0.0/8, and a port or 0 for a free one. */
        public Builder endpoint(String address, int fixedPort) {
            bindAddress = address;
            port = fixedPort;
            return this;
        }

        /** Takes cluster IPs from another range, so that two control planes can run side by side. */
        public Builder serviceCidr(String cidr) {
            serviceCidr = cidr;
            return this;
        }

        /** Leaves stopping in order to the caller. */
        public Builder withoutShutdownHook() {
            shutdownHook = false;
            return this;
        }

        /**
         * Records each request of a member of these groups, such as {@code system:serviceaccounts:NAMESPACE}: who, what, which
         * answer.
         */
        public Builder auditOf(String... groups) {
            auditedGroups = List.of(groups);
            return this;
        }

        /** Gives each step of the start more or less time. */
        public Builder startTimeout(Duration timeout) {
            startTimeout = timeout;
            return this;
        }

        /**
         * The options.
         *
         * @throws IllegalArgumentException if one is out of its range; it names the option, what is allowed and what was found
         */
        public ControlPlaneOptions build() {
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
                    startTimeout);
        }
    }
}
