package dev.ddnn.pod;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a process of its own, since a JVM settles with its first name for how long it keeps them. */
class FreshNamesTest {
    private static final String NAME = "gateway.city.test";

    @TempDir
    Path directory;

    @Test
    void aNameThatComesIntoBeingIsFoundAtOnce() throws Exception {
        assertThat(looksUp("fresh")).isEqualTo("none 127.0.0.2 127.0.0.3");
    }

    @Test
    void withoutThatJavaDoesNotFindItForAWhileWhateverItsOptionsSay() throws Exception {
        assertThat(looksUp("kept")).isEqualTo("none none none");
    }

    private String looksUp(String how) throws IOException, InterruptedException {
        Path hosts = directory.resolve("hosts");
        Files.writeString(hosts, "");
        Process child = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dsun.net.inetaddr.ttl=0",
                        "-Dsun.net.inetaddr.negative.ttl=0",
                        "-Djdk.net.hosts.file=" + hosts,
                        "-cp",
                        place(FreshNames.class) + File.pathSeparator + place(LooksUp.class),
                        LooksUp.class.getName(),
                        how,
                        hosts.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(child.getInputStream().readAllBytes()).strip();
        assertThat(child.waitFor()).isZero();
        return said;
    }

    private static String place(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().getPath();
    }

    /** Looks a name up before it is there, as soon as it is, and when it has another address. */
    public static final class LooksUp {
        private LooksUp() {}

        /** How names are looked up, and the hosts file. */
        public static void main(String... arguments) throws IOException {
            if (arguments[0].equals("fresh")) {
                FreshNames.always();
            }
            Path hosts = Path.of(arguments[1]);
            var said = new StringBuilder(address());
            for (String next : List.of("127.0.0.2", "127.0.0.3")) {
                Files.writeString(hosts, next + " " + NAME + "\n");
                said.append(' ').append(address());
            }
            System.out.println(said);
        }

        private static String address() {
            try {
                return InetAddress.getAllByName(NAME)[0].getHostAddress();
            } catch (UnknownHostException e) {
                return "none";
            }
        }
    }
}
