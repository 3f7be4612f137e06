package dev.ddnn.sandbox.testing;

import static dev.ddnn.sandbox.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ddnn.api.v1alpha1.DDNNUsage;
import dev.ddnn.sandbox.bill.Audit;
import dev.ddnn.sandbox.bill.Counted;
import dev.ddnn.sandbox.bill.Customer;
import dev.ddnn.sandbox.bill.Metered;
import dev.ddnn.sandbox.launch.SandboxGround;
import dev.ddnn.sandbox.net.TrafficMeter.Count;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What kubectl prints of the digits DDNN's bills, and what the sandbox's links have carried for it: from one settled moment to the next. */
public final class Books {
    private static final Duration SOON = Duration.ofSeconds(240);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Written bills that tell of the same samples: a pod reports each five seconds, and a bill is not written more often. */
    private static final int SAME = 2;

    /** A bill that does not change does not get better. */
    private static final int GIVEN_UP = 4;

    private final DigitsSandbox digits;
    private final Customer customer;
    private Page last;

    private record Page(Metered billed, SortedMap<String, Count> carried) {}

    /** Begins, as soon as nothing changes any more. */
    public Books(DigitsSandbox digits) {
        this.digits = digits;
        var meta = digits.digits().get().getMetadata();
        customer = new Customer(meta.getNamespace(), meta.getName(), meta.getUid());
        last = settled(page -> true);
    }

    /**
     * What there is since the last time, when it is settled. Nothing may be fed.
     *
     * @param clients what they saw since then
     * @param answersLost how many answers may be missing
     */
    public Audit since(Counted clients, long answersLost) {
        Page before = last;
        last = settled(page ->
                audit(clients, before, page, answersLost).missingSamples().isEmpty());
        return audit(clients, before, last, answersLost);
    }

    private Audit audit(Counted clients, Page before, Page now, long answersLost) {
        SortedMap<String, Count> carried = new TreeMap<>(now.carried());
        carried.replaceAll((to, count) ->
                count.since(Objects.requireNonNull(before.carried().get(to))));
        return new Audit(customer, clients, carried, now.billed().since(before.billed()), answersLost);
    }

    /** Two written bills in succession with the same samples, and all of them; or so many that nothing more is to be hoped for. */
    private Page settled(Predicate<Page> complete) {
        List<Page> same = new ArrayList<>(List.of(read()));
        return eventually(SOON, this::read, page -> {
            Metered latest = same.get(same.size() - 1).billed();
            if (!page.billed().hasSamplesOf(latest)) {
                same.clear();
                same.add(page);
            } else if (!page.billed().folded().equals(latest.folded())) {
                same.add(page);
            }
            assertThat(same.size() - 1)
                    .as("bills written without a change of samples")
                    .isGreaterThanOrEqualTo(complete.test(page) ? SAME : GIVEN_UP);
        });
    }

    private Page read() throws RuntimeException {
        SortedMap<String, Count> carried = new TreeMap<>(new SandboxGround(digits.sandbox()).streams(digits.digits()));
        return new Page(Metered.of(bills()), carried);
    }

    private List<DDNNUsage> bills() {
        try {
            String json = digits.kubectl("get", "ddnnusage", "-n", customer.namespace(), "-o", "json");
            List<DDNNUsage> bills = new ArrayList<>();
            for (JsonNode item : JSON.readTree(json).path("items")) {
                if (item.at("/spec/ddnnUID").asText().equals(customer.uid())) {
                    bills.add(JSON.treeToValue(item, DDNNUsage.class));
                }
            }
            return bills;
        } catch (IOException e) {
            throw new IllegalStateException("kubectl prints no bills", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
