package dev.ddnn.sandbox.bill;

import dev.ddnn.api.v1alpha1.DDNNUsage;
import dev.ddnn.api.v1alpha1.Durations;
import dev.ddnn.sandbox.launch.Ground;
import dev.ddnn.sandbox.launch.Waiting;
import dev.ddnn.sandbox.report.BillSummary;
import dev.ddnn.sandbox.story.Story;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The bill at the end of a story: waits until all that its clients counted is in it, and shows it. */
public final class BillRun {
    private static final Duration LAST_LOOK = Duration.ofSeconds(30);

    private final Ground ground;
    private final SortedMap<Customer, Counted> counts;
    private final Path csv;
    private final Duration within;
    private final Consumer<String> tell;
    private Map<Customer, Bill> bills = new TreeMap<>();

    /**
     * @param counts what clients counted; nothing is fed any more
     * @param folder of the story
     * @param tell hears what is waited for, and gets each tenant's bill as CSV
     */
    public BillRun(
            Ground ground, SortedMap<Customer, Counted> counts, Path folder, Story.Bill story, Consumer<String> tell) {
        this.ground = ground;
        this.counts = new TreeMap<>(counts);
        this.csv = folder.resolve(Objects.requireNonNull(story.csv())).normalize();
        this.within = Durations.parse(Objects.requireNonNull(story.within()));
        this.tell = tell;
    }

    /** Waits, but not for what cannot come about any more; what differs is in the summary. */
    public BillSummary run(KubernetesClient client) throws IOException, InterruptedException {
        long end = System.nanoTime() + within.toNanos();
        long start = System.nanoTime();
        Waiting.until(
                within.plus(LAST_LOOK),
                () -> {
                    bills = read(client);
                    boolean over = System.nanoTime() > end
                            || !BillCheck.excess(counts, bills).isEmpty();
                    return over
                            ? Optional.empty()
                            : BillCheck.missing(counts, bills).stream()
                                    .findFirst()
                                    .map(why -> "waiting: " + why);
                },
                tell);
        double seconds = (System.nanoTime() - start) / 1e9;
        List<String> differences = new ArrayList<>(BillCheck.missing(counts, bills));
        differences.addAll(BillCheck.excess(counts, bills));
        differences.addAll(printed());
        return BillSummaries.of(counts, bills, seconds, differences);
    }

    private Map<Customer, Bill> read(KubernetesClient client) {
        Map<Customer, List<DDNNUsage>> usages = counts.keySet().stream()
                .map(Customer::namespace)
                .distinct()
                .flatMap(namespace ->
                        client.resources(DDNNUsage.class).inNamespace(namespace).list().getItems().stream())
                .collect(Collectors.groupingBy(BillRun::customer));
        Map<Customer, Bill> read = new TreeMap<>();
        usages.forEach((customer, own) -> {
            if (counts.containsKey(customer)) {
                read.put(customer, Bill.of(own));
            }
        });
        return read;
    }

    private static Customer customer(DDNNUsage usage) {
        return new Customer(
                usage.getMetadata().getNamespace(),
                String.valueOf(usage.getSpec().ddnn()),
                String.valueOf(usage.getSpec().ddnnUID()));
    }

    /** Has kubectl print each tenant's bill, and says where it does not have the samples of the bills. */
    private List<String> printed() throws IOException, InterruptedException {
        Map<String, Long> samples = new TreeMap<>();
        List<String> namespaces =
                counts.keySet().stream().map(Customer::namespace).distinct().toList();
        for (String namespace : namespaces) {
            for (String month : months(namespace)) {
                List<String> words = BillCsv.command(namespace, month, csv);
                String text = ground.kubectl(words);
                tell.accept("kubectl " + String.join(" ", words) + "\n" + text.stripTrailing());
                BillCsv.samples(text).forEach((uid, count) -> samples.merge(uid, count, Long::sum));
            }
        }
        List<String> differences = new ArrayList<>();
        bills.forEach((customer, bill) -> {
            long found = samples.getOrDefault(customer.uid(), 0L);
            if (found != bill.samples()) {
                differences.add("bill of " + customer + ": " + bill.samples() + " samples, but " + found + " as CSV");
            }
        });
        return differences;
    }

    private List<String> months(String namespace) {
        return bills.entrySet().stream()
                .filter(bill -> bill.getKey().namespace().equals(namespace))
                .flatMap(bill -> bill.getValue().months().stream())
                .distinct()
                .sorted()
                .toList();
    }
}
