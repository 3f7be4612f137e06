package dev.ddnn.sandbox.bill;

import dev.ddnn.api.v1alpha1.DDNNQuota;
import dev.ddnn.sandbox.story.Story;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What to type to see quotas and bills, where a story has them. */
public final class TenantCommands {
    private TenantCommands() {}

    /**
     * @param folder of the story
     * @param namespace of the tenant whose quota and bill are looked at
     */
    public static List<String> of(KubernetesClient client, Story story, Path folder, String namespace) {
        Story.Bill bill = story.bill();
        if (bill == null) {
            return List.of();
        }
        List<String> quotas = client.resources(DDNNQuota.class).inNamespace(namespace).list().getItems().stream()
                .map(quota -> quota.getMetadata().getName())
                .toList();
        Path csv = folder.resolve(Objects.requireNonNull(bill.csv()))
                .toAbsolutePath()
                .normalize();
        return of(quotas, namespace, YearMonth.now(ZoneOffset.UTC), csv);
    }

    static List<String> of(List<String> quotas, String namespace, YearMonth month, Path csv) {
        List<String> commands = new ArrayList<>(List.of("kubectl get ddnnquota -A"));
        quotas.forEach(quota -> commands.add("kubectl describe ddnnquota/" + quota + " -n " + namespace));
        commands.add("kubectl get ddnnusage -A");
        commands.add("kubectl " + String.join(" ", BillCsv.command(namespace, month.toString(), csv)));
        return commands;
    }
}
