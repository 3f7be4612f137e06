package dev.ddnn.operator.plan.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.DDNNNodePoolSpec;
import dev.ddnn.api.v1alpha1.PowerSpec;
import dev.ddnn.api.v1alpha1.PriceSpec;
import dev.ddnn.api.v1alpha1.Tier;
import dev.ddnn.operator.plan.Observed.Node;
import dev.ddnn.operator.plan.Observed.Pool;
import dev.ddnn.operator.testing.DDNNs;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TariffsTest {
    @Test
    void sectionsAreBookedOnTheirPoolsAndOnlyBytesToAnotherTierArePriced() {
        // When
        Tariff tariff = Tariffs.of(
                DDNNs.camerasGatewayCloud("", "m", 2, "0.5"),
                List.of(
                        pool("cameras", Tier.Device, null, null),
                        pool("edge", Tier.Edge, null, null),
                        pool("cloud", Tier.Cloud, null, null)));

        // Then
        assertThat(tariff.spots().values())
                .containsExactlyInAnyOrder(
                        new Spot("camera", "cameras", "Device", "gateway", true),
                        new Spot("gateway", "edge", "Edge", "cloud", true),
                        new Spot("cloud", "cloud", "Cloud", "", false));
    }

    @Test
    void aPoolWithoutPricesAndPowerCostsNothing() {
        // When
        Tariff tariff = Tariffs.of(null, List.of(pool("cloud", Tier.Cloud, null, null)));

        // Then
        assertThat(tariff.spots()).isEmpty();
        assertThat(tariff.rates().get("cloud"))
                .isEqualTo(new Rates(
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        BigDecimal.ZERO,
                        Map.of("n", new BigDecimal("4"))));
    }

    @Test
    void aNodeMayBeOfSeveralPools() {
        // When
        Tariff tariff =
                Tariffs.of(null, List.of(pool("rest", Tier.Cloud, null, null), pool("edge", Tier.Edge, null, null)));

        // Then
        assertThat(tariff.homes())
                .isEqualTo(Map.of("n", List.of(new Tariff.Home("edge", "Edge"), new Tariff.Home("rest", "Cloud"))));
    }

    @Test
    void pricesAndPowerAreRead() {
        // When
        Tariff tariff = Tariffs.of(
                null,
                List.of(pool("cloud", Tier.Cloud, new PriceSpec("0.02", null, "0.1"), new PowerSpec("2.5", "6"))));

        // Then
        Rates rates = tariff.rates().get("cloud");
        assertThat(rates.cpuHour()).isEqualByComparingTo("0.02");
        assertThat(rates.memoryGiHour()).isZero();
        assertThat(rates.uplinkGi()).isEqualByComparingTo("0.1");
        assertThat(rates.busyMoreWatts()).isEqualByComparingTo("3.5");
    }

    private static Pool pool(
            String name,
            Tier tier,
            @org.jspecify.annotations.Nullable PriceSpec price,
            @org.jspecify.annotations.Nullable PowerSpec power) {
        var spec = new DDNNNodePoolSpec(tier, null, null, null, null, null, price, power);
        return new Pool(name, spec, List.of(new Node("n", true, false, Map.of("cpu", new Quantity("4")), null)));
    }
}
