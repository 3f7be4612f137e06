package dev.ddnn.trainer.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NetworkSpecTest {

    private static final NetworkSpec DIGITS = DigitsNetwork.spec();

    @Test
    void eachDeviceSends18BytesAndTheGateway8() {
        assertThat(DIGITS.deviceBytes()).isEqualTo(18);
        assertThat(DIGITS.gatewayBytes()).isEqualTo(8);
    }

    @Test
    void parameterNamesAreUnique() {
        assertThat(DIGITS.parameters()).extracting(ParameterSpec::name).doesNotHaveDuplicates();
    }

    @Test
    void refusesPartsThatDoNotFit() {
        Stack wrong = new Stack("cloud", TensorShape.vector(63), List.of(new Linear(10, true)));
        assertThatThrownBy(() -> new NetworkSpec(DIGITS.grid(), 10, DIGITS.device(), DIGITS.gateway(), wrong))
                .hasMessage("cloud input: expected [64], found [63]");
        Stack nine = new Stack("cloud", TensorShape.vector(64), List.of(new Linear(9, true)));
        assertThatThrownBy(() -> new NetworkSpec(DIGITS.grid(), 10, DIGITS.device(), DIGITS.gateway(), nine))
                .hasMessage("cloud output: expected [10], found [9]");
    }

    @Test
    void weightsMustBeComplete() {
        assertThatThrownBy(() -> new Weights(DIGITS, Map.of()))
                .hasMessage("device/conv1.weight: expected 144 values, found none");
        assertThatThrownBy(() -> new Weights(DIGITS, Map.of("device/conv1.weight", new float[3])))
                .hasMessage("device/conv1.weight: expected 144 values, found 3");
    }
}
