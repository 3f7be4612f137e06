package dev.ddnn.sandbox.net;

import static dev.ddnn.sandbox.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodePortsTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private final NodePorts ports = new NodePorts(new AddressPlan(15), new TrafficMeter());
    private final String address = ports.address("cam");
    private ServerSocket first;
    private ServerSocket second;
    private int port;

    @BeforeEach
    void start() throws IOException {
        first = greeter('1');
        second = greeter('2');
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            port = free.getLocalPort();
        }
    }

    @AfterEach
    void stop() throws IOException {
        ports.close();
        first.close();
        second.close();
    }

    private static ServerSocket greeter(char greeting) throws IOException {
        ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Threads.start("greeter", () -> {
            try {
                while (true) {
                    try (Socket caller = listener.accept()) {
                        caller.getOutputStream().write(greeting);
                    }
                }
            } catch (IOException closed) {
                assertThat(listener.isClosed()).isTrue();
            }
        });
        return listener;
    }

    private static InetSocketAddress at(ServerSocket socket) {
        return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
    }

    private char greeting() throws IOException {
        try (Socket socket = new Socket(address, port)) {
            return (char) socket.getInputStream().read();
        }
    }

    @Test
    void eachNodeHasItsAddress() {
        assertThat(ports.address("cam")).isEqualTo(address);
        assertThat(ports.address("edge")).isNotEqualTo(address);
    }

    @Test
    void newerOwnerHasThePortAndTheOlderCannotCloseIt() throws IOException {
        // Given
        ports.open("old", "cam", port, at(first));
        assertThat(greeting()).isEqualTo('1');

        // When
        ports.open("new", "cam", port, at(second));
        ports.close("old");

        // Then
        assertThat(greeting()).isEqualTo('2');
        ports.close("new");
        eventually(
                SOON, () -> port, closed -> assertThatThrownBy(this::greeting).isInstanceOf(ConnectException.class));
    }

    @Test
    void portOfAnotherProgramIsNotHad() throws IOException {
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getByName(address))) {
            assertThatThrownBy(() -> ports.open("pod", "cam", taken.getLocalPort(), at(first)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(address + ":" + port);
        }
    }
}
