package dev.ddnn.sandbox.install;

import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the installed roles grant to the installation's service accounts. */
final class ShippedRoles {
    private static final String SYSTEM = "ddnn-system";

    private final KubernetesClient client;

    ShippedRoles(KubernetesClient client) {
        this.client = client;
    }

    SortedSet<Verb> granted() {
        SortedSet<Verb> granted = new TreeSet<>();
        client.rbac().clusterRoleBindings().list().getItems().forEach(binding -> accounts(binding.getSubjects())
                .forEach(account -> rules(binding.getRoleRef(), null).forEach(rule -> add(account, rule, granted))));
        client.rbac().roleBindings().inAnyNamespace().list().getItems().forEach(binding -> accounts(
                        binding.getSubjects())
                .forEach(account -> rules(
                                binding.getRoleRef(), binding.getMetadata().getNamespace())
                        .forEach(rule -> add(account, rule, granted))));
        return granted;
    }

    private static Stream<String> accounts(List<Subject> subjects) {
        return subjects.stream()
                .filter(subject -> "ServiceAccount".equals(subject.getKind()) && SYSTEM.equals(subject.getNamespace()))
                .map(Subject::getName);
    }

    private List<PolicyRule> rules(RoleRef role, String namespace) {
        return "Role".equals(role.getKind())
                ? Optional.ofNullable(client.rbac()
                                .roles()
                                .inNamespace(namespace)
                                .withName(role.getName())
                                .get())
                        .orElseThrow()
                        .getRules()
                : Optional.ofNullable(client.rbac()
                                .clusterRoles()
                                .withName(role.getName())
                                .get())
                        .orElseThrow()
                        .getRules();
    }

    private static void add(String account, PolicyRule rule, SortedSet<Verb> granted) {
        rule.getApiGroups().forEach(group -> rule.getResources().forEach(resource -> rule.getVerbs()
                .forEach(verb -> granted.add(new Verb(account, group, resource, verb)))));
    }
}
