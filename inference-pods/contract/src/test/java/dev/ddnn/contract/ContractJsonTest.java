package dev.ddnn.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ddnn.contract.cut.BranchCut;
import dev.ddnn.contract.cut.CutResponse;
import dev.ddnn.contract.cut.Port;
import dev.ddnn.contract.cut.ResolvedExit;
import dev.ddnn.contract.cut.SectionRole;
import dev.ddnn.contract.report.ReceivedReports;
import dev.ddnn.contract.section.SectionConfig;
import dev.ddnn.contract.section.SectionConfig.Address;
import dev.ddnn.contract.section.SectionConfig.HeldRevision;
import dev.ddnn.contract.section.SectionConfig.Join;
import dev.ddnn.contract.section.SectionConfig.NamedExit;
import dev.ddnn.contract.section.SectionConfig.Next;
import dev.ddnn.contract.section.SectionConfig.OnUpstreamLoss;
import dev.ddnn.contract.section.SectionConfig.UplinkUse;
import dev.ddnn.model.codec.Encoding;
import dev.ddnn.model.graph.ElementType;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractJsonTest {
    @Test
    void aSectionConfigSurvivesTheRoundTrip() {
        // Given
        var config = gateway();

        // When
        var back = ContractJson.read(ContractJson.write(config), SectionConfig.class);

        // Then
        assertThat(back).isEqualTo(config);
    }

    @Test
    void aConfigWithoutUseOfTheUplinkIsReadAndWrittenAsBefore() {
        // Given
        String old = ContractJson.write(gateway());
        assertThat(old).doesNotContain("uplink");

        // When
        var spared = gateway().with(UplinkUse.LocalExitOnly);

        // Then
        assertThat(ContractJson.read(old, SectionConfig.class).uplink()).isNull();
        assertThat(ContractJson.read(ContractJson.write(spared), SectionConfig.class))
                .isEqualTo(spared);
        assertThat(spared.with(null)).isEqualTo(gateway());
    }

    @Test
    void equalValuesHaveEqualTextAndHash() {
        assertThat(ContractJson.write(gateway())).isEqualTo(ContractJson.write(gateway()));
        assertThat(ContractJson.hash("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void whatIsAbsentIsNotWritten() {
        assertThat(ContractJson.write(CutResponse.fetching("3 of 40 MB")))
                .isEqualTo("{\"message\":\"3 of 40 MB\",\"problems\":[],\"state\":\"Fetching\"}");
    }

    @Test
    void aReportOfAnOlderPodIsReadAndMetersNothing() {
        // Given
        String old = "{\"podUid\":\"uid\",\"bootId\":\"boot\",\"sequence\":3,\"revisions\":[],"
                + "\"samples\":{\"received\":7,\"refused\":{}}}";

        // When
        var received =
                ContractJson.read("{\"reports\":[{\"ageMillis\":5,\"report\":" + old + "}]}", ReceivedReports.class);

        // Then
        assertThat(received.reports()).singleElement().satisfies(one -> {
            assertThat(one.receivedAtMillis()).isNull();
            assertThat(one.report().samples().received()).isEqualTo(7);
            assertThat(one.report().counts()).isEmpty();
            assertThat(one.report().metered()).isNull();
        });
    }

    @Test
    void fieldsOfANewerPeerAreIgnored() {
        var response = ContractJson.read("{\"state\":\"Fetching\",\"eta\":\"3s\"}", CutResponse.class);

        assertThat(response.state()).isEqualTo(CutResponse.State.Fetching);
        assertThat(response.problems()).isEmpty();
    }

    @Test
    void textThatIsNotTheTypeIsRefusedByName() {
        assertThatThrownBy(() -> ContractJson.read("{\"state\":\"Sliced\"}", CutResponse.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a valid CutResponse")
                .hasMessageContaining("Sliced");
    }

    @Test
    void aPortKnowsItsSize() {
        assertThat(new Port("f", ElementType.Float32, List.of(1L, 4L, 7L, 5L), Encoding.Binary, List.of()).size())
                .isEqualTo(140);
    }

    private static SectionConfig gateway() {
        var features =
                new Port("view0/features", ElementType.Float32, List.of(1L, 140L), Encoding.Binary, List.of("view0"));
        var up = new Port("gateway/features", ElementType.Float32, List.of(1L, 64L), Encoding.Binary, List.of("view0"));
        var branch =
                new BranchCut("view0", List.of("view0"), "sha256:00", 1234, List.of(features), List.of(up), "present");
        var revision = new HeldRevision(
                "digits-7f3a9c01",
                "sha256:11",
                List.of("view0"),
                SectionRole.Deciding,
                List.of(branch),
                new ResolvedExit("gateway/logits", "0.05", 10),
                List.of(new NamedExit("gateway", "gateway/logits"), new NamedExit("cloud", "cloud/logits")));
        return new SectionConfig(
                "city",
                "digits",
                "gateway",
                "digits-7f3a9c01",
                List.of(revision),
                5000,
                OnUpstreamLoss.AnswerLocally,
                new Join(2000, 1),
                new Next("cloud", List.of(new Address("view0", "digits-cloud.city.svc", 9090))));
    }
}
