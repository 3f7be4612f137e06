package dev.ddnn.sandbox.install;

import static dev.ddnn.sandbox.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ddnn.sandbox.launch.Checkout;
import dev.ddnn.sandbox.launch.Installation;
import dev.ddnn.sandbox.launch.Sandbox;
import dev.ddnn.sandbox.launch.StoryStage;
import dev.ddnn.sandbox.pod.PodProcess;
import dev.ddnn.sandbox.story.Story;
import dev.ddnn.sandbox.story.StoryFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the installation's README, as they are written there. */
@ExtendWith(HelmCondition.class)
class InstallationSandboxIT {
    private static final Duration SOON = Duration.ofSeconds(240);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String CLOUD = "examples/digits/manifests/02.DDNNNodePool.cloud.yaml";
    private static final String DDNN = "examples/digits/manifests/20.DDNN.digits-cloud.yaml";

    /** Events tell what was; the rest belongs to the nodes. */
    private static final Set<String> PASSING = Set.of("Event", "Lease kube-node-lease");

    /** What a test leaves that failed half way, however it had installed: each command takes what there is. */
    private static final List<String> CLEAN_UP = List.of(
            "helm uninstall ddnn --namespace ddnn-system --ignore-not-found --wait",
            "kubectl delete -k operator/install/namespaced --ignore-not-found",
            "kubectl delete -k operator/install/base --ignore-not-found",
            "kubectl delete namespace team-a team-b team-c --ignore-not-found");

    @TempDir
    static Path folder;

    private static Sandbox sandbox;
    private static Terminal terminal;
    private static Path readme;

    private boolean cleanedUp;

    @BeforeAll
    static void start() throws Exception {
        Checkout checkout = Checkout.find();
        readme = checkout.root().resolve("operator/install/README.md");
        sandbox = Sandbox.start(StoryStage.settings(
                StoryFile.read(checkout.story("digits")), folder.resolve("sandbox"), checkout.images(), true));
        terminal = new Terminal(sandbox, folder);
    }

    @AfterAll
    static void end() {
        if (sandbox != null) {
            sandbox.close();
        }
    }

    /** The next test must not fail because of this one. */
    @AfterEach
    void cleanUp() throws Exception {
        if (!cleanedUp) {
            terminal.runAll(CLEAN_UP);
            noProcessIsLeft();
        }
    }

    @Test
    void kubectlInstallsTwiceAndUninstallsWithoutARest() throws Exception {
        // Given
        Set<String> before = objects();
        List<String> install = ReadmeCommands.under(readme, "With kubectl", 0);
        terminal.runAll(install);
        Map<String, String> applied = applied();

        // When
        terminal.runAll(install);

        // Then
        assertThat(applied()).as("what the second apply wrote").isEqualTo(applied);
        useIt();
        terminal.runAll(ReadmeCommands.under(readme, "Uninstalling", 0));
        nothingIsLeft(before);
    }

    @Test
    void helmInstallsUpgradesAndUninstallsWithoutARest() throws Exception {
        // Given
        Set<String> before = objects();
        terminal.runAll(ReadmeCommands.under(readme, "With Helm", 0));

        // When
        terminal.runAll(ReadmeCommands.under(readme, "With Helm", 1));

        // Then
        useIt();
        List<String> uninstall = ReadmeCommands.under(readme, "Uninstalling", 0);
        terminal.runAll(uninstall.subList(0, uninstall.size() - 1));
        terminal.runAll(ReadmeCommands.under(readme, "Uninstalling", 1));
        nothingIsLeft(before);
    }

    @Test
    void inNamespacedModeOnlyTheListedNamespacesAreServed() throws Exception {
        // Given
        terminal.run("kubectl create namespace team-a");
        terminal.run("kubectl create namespace team-b");
        terminal.run("kubectl create namespace team-c");

        // When
        terminal.run("kubectl apply --server-side -k operator/install/namespaced");
        terminal.run(ReadmeCommands.under(readme, "With kubectl", 0).get(1));
        terminal.run("kubectl apply -f " + CLOUD);
        for (String namespace : List.of("team-c", "team-a")) {
            terminal.run("kubectl apply -n " + namespace + " -f " + DDNN);
        }

        // Then
        terminal.run(
                "kubectl wait --for=jsonpath={.status.observedGeneration}=1 --timeout=240s -n team-a ddnn/digits-cloud");
        terminal.run("kubectl wait --for=jsonpath={.status.nodes.ready}=1 --timeout=240s ddnnnodepool/cloud");
        // It was not uploaded; the hub says so to nobody but the operator, which it must know in this mode too.
        terminal.run(
                "kubectl wait --for=jsonpath='{.status.conditions[?(@.type==\"ModelResolved\")].reason}'=UploadMissing"
                        + " --timeout=240s -n team-a ddnn/digits-cloud");
        assertThat(terminal.run("kubectl get ddnn -n team-c digits-cloud -o jsonpath={.status}"))
                .as("what the API server writes by itself")
                .isEqualTo("{\"observedGeneration\":-1}");
        assertThat(terminal.run("kubectl auth can-i delete deployments -n team-a"
                        + " --as=system:serviceaccount:ddnn-system:ddnn-operator"))
                .isEqualTo("yes\n");
        assertThat(AuditLog.read(sandbox.controlPlane().auditLog()).denied()).isEmpty();
        terminal.runAll(ReadmeCommands.under(readme, "Uninstalling", 0));
        terminal.run("kubectl delete namespace team-a team-b team-c");
        cleanedUp = true;
    }

    /** A DDNN with a pod that serves: one is as good as many. */
    private static void useIt() throws Exception {
        Checkout checkout = Checkout.find();
        Path digits = checkout.story("digits");
        Story story = StoryFile.read(digits);
        new Installation(sandbox, checkout, System.out::println).upload(digits, story.uploads());
        terminal.run("kubectl apply --server-side -f " + CLOUD + " -f " + DDNN);
        terminal.run("kubectl wait --for=condition=Ready --timeout=240s ddnn/digits-cloud");
        assertThat(processes()).anyMatch(name -> name.startsWith("digits-cloud-cloud-"));
    }

    private void nothingIsLeft(Set<String> before) throws Exception {
        // What nobody waits for, such as what belongs to a Service, goes a little later.
        eventually(SOON, InstallationSandboxIT::objects, now -> {
            Set<String> left = new TreeSet<>(now);
            left.removeAll(before);
            assertThat(left).as("objects that are left").isEmpty();
        });
        noProcessIsLeft();
        cleanedUp = true;
    }

    private static void noProcessIsLeft() {
        eventually(
                SOON, InstallationSandboxIT::processes, all -> assertThat(all).isEmpty());
    }

    private static List<String> processes() {
        return sandbox.pods().processes().stream().map(PodProcess::pod).toList();
    }

    private static Set<String> objects() throws Exception {
        String types = terminal.run("kubectl api-resources --verbs=list,delete -o name")
                .lines()
                .collect(Collectors.joining(","));
        Set<String> objects = new TreeSet<>();
        for (JsonNode item : JSON.readTree(terminal.run("kubectl get " + types + " -A -o json"))
                .get("items")) {
            String kind = item.get("kind").asText();
            String namespace = item.at("/metadata/namespace").asText("-");
            if (!PASSING.contains(kind) && !PASSING.contains(kind + " " + namespace)) {
                objects.add(
                        kind + " " + namespace + "/" + item.at("/metadata/name").asText());
            }
        }
        return objects;
    }

    /** When kubectl last wrote each object, by what the API server keeps of that. */
    private static Map<String, String> applied() throws Exception {
        Map<String, String> applied = new TreeMap<>();
        String objects = terminal.run("kubectl get -k operator/install/base --show-managed-fields -o json");
        for (JsonNode item : JSON.readTree(objects).get("items")) {
            for (JsonNode manager : item.at("/metadata/managedFields")) {
                if ("kubectl".equals(manager.get("manager").asText())) {
                    applied.put(
                            item.get("kind").asText() + "/"
                                    + item.at("/metadata/name").asText(),
                            manager.get("time").asText() + " " + manager.get("fieldsV1"));
                }
            }
        }
        assertThat(applied).hasSizeGreaterThan(15);
        return applied;
    }
}
