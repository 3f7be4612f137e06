package dev.ddnn.operator.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LongRunTest {
    @Test
    void aSampleIsOfNoPlayInParticularAndAllIsOfEach() {
        assertThat(LongRun.plays("sample")).isEmpty();
        assertThat(LongRun.plays("all")).containsExactly(Play.values());
    }

    @ParameterizedTest
    @EnumSource
    void aPlayIsNamed(Play play) {
        assertThat(LongRun.plays(play.name())).containsExactly(play);
    }

    /** The last is what Maven makes of a property without a value. */
    @ParameterizedTest
    @ValueSource(strings = {"Rollot", "rollout", "", "true"})
    void aPlayThatDoesNotExistIsRefused(String said) {
        assertThatThrownBy(() -> LongRun.plays(said))
                .hasMessage("-Dddnn.crashes must be one of sample, all, Install, Rollout, Rollback, RevertHalfWay,"
                        + " RevertAfterwards; found '" + said + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "", "0", "-1", "ten", "2.5", "0x10", "2147483648"})
    void aCountThatIsNoneIsRefused(String said) {
        assertThatThrownBy(() -> LongRun.count("ddnn.races", said))
                .hasMessage("-Dddnn.races must be a whole number, 1 or more; found '" + said + "'");
    }

    @Test
    void aCountIsTakenAsItIs() {
        assertThat(LongRun.count("ddnn.races", "50")).isEqualTo(50);
    }
}
