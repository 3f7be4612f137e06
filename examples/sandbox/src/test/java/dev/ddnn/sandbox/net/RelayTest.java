package dev.ddnn.sandbox.net;

import static dev.ddnn.sandbox.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddnn.api.v1alpha1.Tier;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayTest {
    private static final Traffic STREAM = new Traffic(Traffic.Kind.STREAM, "n", "d", "s");
    private final Wire wire = new Wire();
    private final TrafficMeter meter = new TrafficMeter();
    private final Topology topology = new Topology(List.of(
            new Topology.Place("cam", Tier.Device, "edge"),
            new Topology.Place("edge", Tier.Edge, null),
            new Topology.Place("cloud", Tier.Cloud, null)));
    private ServerSocket echo;
    private Relay relay;
    private InetSocketAddress address;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Threads.start("echo", this::echo);
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            address = new InetSocketAddress(free.getInetAddress(), free.getLocalPort());
        }
        relay = new Relay(
                address,
                () -> Optional.of(new Relay.Route(
                        new InetSocketAddress(echo.getInetAddress(), echo.getLocalPort()),
                        topology.between("cam", "cloud"),
                        STREAM)),
                wire,
                meter);
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
        wire.close();
        echo.close();
    }

    private void echo() {
        try {
            while (true) {
                Socket caller = echo.accept();
                Threads.start("echo one", () -> {
                    try (caller) {
                        caller.getInputStream().transferTo(caller.getOutputStream());
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                });
            }
        } catch (IOException closed) {
            assertThat(echo.isClosed()).isTrue();
        }
    }

    private static Duration roundTrip(Socket socket, int bytes) throws IOException {
        long start = System.nanoTime();
        socket.getOutputStream().write(new byte[bytes]);
        assertThat(socket.getInputStream().readNBytes(bytes)).hasSize(bytes);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void delaysOfBothLinksAddUpAndBytesAreCountedOncePerPath() throws IOException {
        // Given
        topology.uplink("cam").shape(0, Duration.ofMillis(20));
        topology.uplink("edge").shape(0, Duration.ofMillis(30));

        // When
        Duration time;
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            roundTrip(socket, 1);
            time = roundTrip(socket, 99);
        }

        // Then
        assertThat(time).isBetween(Duration.ofMillis(100), Duration.ofMillis(400));
        assertThat(meter.count(STREAM)).isEqualTo(new TrafficMeter.Count(100, 100));
        assertThat(topology.uplink("edge").bytesUp()).isEqualTo(100);
        assertThat(topology.uplink("cam").bytesDown()).isEqualTo(100);
    }

    @Test
    void rateIsShared() throws IOException {
        // Given
        topology.uplink("cam").shape(1_000_000, Duration.ZERO);

        // When
        Duration time;
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            time = roundTrip(socket, 25_000);
        }

        // Then: 200 ms each way, partly at the same time
        assertThat(time).isBetween(Duration.ofMillis(200), Duration.ofMillis(900));
    }

    @Test
    void cutLinkIsSilentAndHealsWithoutLossOrDisorder() throws IOException {
        // Given
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            roundTrip(socket, 1);
            topology.uplink("edge").cut();

            // When
            for (byte i = 0; i < 50; i++) {
                socket.getOutputStream().write(i);
            }
            socket.setSoTimeout(300);
            Assertions.assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(SocketTimeoutException.class);
            socket.setSoTimeout(5_000);
            topology.uplink("edge").heal();

            // Then
            byte[] arrived = socket.getInputStream().readNBytes(50);
            for (byte i = 0; i < 50; i++) {
                assertThat(arrived[i]).isEqualTo(i);
            }
        }
    }

    @Test
    void openCallsOutliveTheListenerAndAnotherTakesItsPlace() throws IOException {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            roundTrip(socket, 1);

            // When
            relay.retire();

            // Then
            Assertions.assertThatThrownBy(() -> new Socket(address.getAddress(), address.getPort()).close())
                    .isInstanceOf(ConnectException.class);
            roundTrip(socket, 100);
            assertThat(relay.isIdle()).isFalse();
            try (Relay another = new Relay(address, Optional::empty, wire, meter)) {
                assertThat(another.isIdle()).isTrue();
            }
        }
        eventually(Duration.ofSeconds(5), () -> relay.isIdle(), idle -> assertThat(idle)
                .isTrue());
    }

    @Test
    void endOfOneSideReachesTheOther() throws IOException {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            roundTrip(socket, 3);
            socket.shutdownOutput();
            eventually(Duration.ofSeconds(5), () -> socket.getInputStream().read(), end -> assertThat(end)
                    .isEqualTo(-1));
        }
    }
}
