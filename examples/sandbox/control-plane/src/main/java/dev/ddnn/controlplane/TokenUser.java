package dev.ddnn.controlplane;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A user who is known by a bearer token that is made at start.
 *
 * @param name as in RBAC subjects: letters, digits and {@code . _ : @ -}
 * @param groups the groups the user is in, of the same characters; {@code system:authenticated} comes by itself
 */
public record TokenUser(String name, List<String> groups) {

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._:@-]+");

    /** May do everything. Exists always. */
    public static final TokenUser ADMIN = new TokenUser("admin", List.of("system:masters"));

    static final TokenUser CONTROLLER_MANAGER = new TokenUser("system:kube-controller-manager", List.of());
    static final TokenUser SCHEDULER = new TokenUser("system:kube-scheduler", List.of());

    public TokenUser {
        require("name", name);
        groups.forEach(group -> require("groups", group));
        groups = List.copyOf(groups);
    }

    /** A user without groups, who may do what RBAC grants to the name. */
    public static TokenUser named(String name) {
        return new TokenUser(name, List.of());
    }

    /** The user's kubeconfig: no colons, which some tools take for a list of files. */
    String kubeconfigName() {
        return name.replace(':', '-') + ".kubeconfig";
    }

    private static void require(String field, String value) {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    field + ": allowed are letters, digits and . _ : @ -, found '" + value + "'");
        }
    }
}
