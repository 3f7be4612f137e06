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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RelayTest {
    /** Whatever is to come has come by then, on a machine however busy. */
    private static final Duration SOON = Duration.ofSeconds(60);

    /** Nobody else listens there, or dials from there: a port that is free once stays free. */
    private static final String OWN_ADDRESS = "127.77.0.1";

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
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(OWN_ADDRESS))) {
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

    private Socket dial() throws IOException {
        Socket socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout((int) SOON.toMillis());
        return socket;
    }

    /** All of them send, and get the same back; together. */
    private static Duration roundTrip(int bytes, Socket... sockets) throws IOException {
        long start = System.nanoTime();
        for (Socket socket : sockets) {
            socket.getOutputStream().write(new byte[bytes]);
        }
        for (Socket socket : sockets) {
            assertThat(socket.getInputStream().readNBytes(bytes)).hasSize(bytes);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /**
     * Takes the time again and again: none is shorter than what the links take, and one is shorter than a wrong relay's shortest. A
     * busy machine is late with some of them, a wrong relay with all.
     *
     * @return how many it took
     */
    private static int takes(int least, int lessThan, Callable<Duration> trip) {
        List<Duration> times = new ArrayList<>();
        eventually(
                SOON,
                () -> {
                    times.add(trip.call());
                    return times.get(times.size() - 1);
                },
                time -> assertThat(time).isLessThan(Duration.ofMillis(lessThan)));
        assertThat(times).allSatisfy(time -> assertThat(time).isGreaterThanOrEqualTo(Duration.ofMillis(least)));
        return times.size();
    }

    @Test
    void delaysOfBothLinksAddUpAndBytesAreCountedOncePerPath() throws IOException {
        // Given
        topology.uplink("cam").shape(0, Duration.ofMillis(20));
        topology.uplink("edge").shape(0, Duration.ofMillis(30));

        // When, Then: 140 ms if the shorter of both were passed twice each way
        int bytes;
        try (Socket socket = dial()) {
            roundTrip(1, socket);
            bytes = 1 + 99 * takes(100, 140, () -> roundTrip(99, socket));
        }
        assertThat(meter.count(STREAM)).isEqualTo(new TrafficMeter.Count(bytes, bytes));
        assertThat(topology.uplink("edge").bytesUp()).isEqualTo(bytes);
        assertThat(topology.uplink("cam").bytesDown()).isEqualTo(bytes);
    }

    @Test
    void rateIsSharedByAllConnectionsEachWay() throws IOException {
        // Given
        topology.uplink("cam").shape(1_000_000, Duration.ZERO);

        // When, Then: 200 ms each way, partly at the same time; 400 ms if both ways shared it
        try (Socket one = dial();
                Socket other = dial()) {
            takes(200, 400, () -> roundTrip(12_500, one, other));
        }
    }

    @Test
    void cutLinkIsSilentAndHealsWithoutLossOrDisorder() throws IOException {
        // Given
        try (Socket socket = dial()) {
            roundTrip(1, socket);
            topology.uplink("edge").cut();

            // When
            for (byte i = 0; i < 50; i++) {
                socket.getOutputStream().write(i);
            }
            eventually(
                    SOON, () -> meter.count(STREAM).up(), up -> assertThat(up).isEqualTo(51));
            socket.setSoTimeout(300);
            Assertions.assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(SocketTimeoutException.class);
            assertThat(topology.uplink("edge").bytesUp()).isEqualTo(1);
            socket.setSoTimeout((int) SOON.toMillis());
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
        try (Socket socket = dial()) {
            roundTrip(1, socket);

            // When
            relay.retire();

            // Then
            Assertions.assertThatThrownBy(() -> dial().close()).isInstanceOf(ConnectException.class);
            roundTrip(100, socket);
            assertThat(relay.isIdle()).isFalse();
            try (Relay another = new Relay(address, Optional::empty, wire, meter)) {
                assertThat(another.isIdle()).isTrue();
            }
        }
        eventually(SOON, () -> relay.isIdle(), idle -> assertThat(idle).isTrue());
    }

    @Test
    void callThatIsStillBeingConnectedIsOpenAndEndsWithTheRelay() throws Exception {
        // Given
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        Relay.Route route =
                new Relay.Route(new InetSocketAddress(echo.getInetAddress(), echo.getLocalPort()), Path.DIRECT, STREAM);
        relay.close();
        relay = new Relay(
                address,
                () -> {
                    asked.countDown();
                    await(told);
                    return Optional.of(route);
                },
                wire,
                meter);
        try (Socket socket = dial()) {
            await(asked);

            // When
            relay.close();

            // Then
            assertThat(relay.isIdle()).isFalse();
            told.countDown();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            eventually(SOON, () -> relay.isIdle(), idle -> assertThat(idle).isTrue());
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Test
    void endOfOneSideReachesTheOther() throws IOException {
        try (Socket socket = dial()) {
            roundTrip(3, socket);
            socket.shutdownOutput();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }
}
