package dev.ddnn.hub.source;

import dev.ddnn.controlplane.programs.ProgramsUnavailable;
import dev.ddnn.controlplane.programs.ProgramsUnavailable.Reason;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** moto's S3 server, as a process of its own, which checks signatures. Installed once, outside the checkout. */
final class Moto implements AutoCloseable {
    private static final String VERSION = "5.2.5";
    private static final Pattern PORT = Pattern.compile("Running on http://127\\.0\\.0\\.1:(\\d+)\\s");
    private static final String REMEDY =
            "Install Python 3.9 or newer with its module venv, and make PyPI or a mirror (PIP_INDEX_URL) reachable.";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final String endpoint;

    /**
     * A key that may read all.
     *
     * @param id its name
     * @param secret what requests are signed with
     */
    record Key(String id, String secret) {}

    private Moto(Process process, String endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /** Finds the server or installs it. */
    static Path program() throws ProgramsUnavailable, InterruptedException {
        String cache = System.getenv().getOrDefault("XDG_CACHE_HOME", System.getProperty("user.home") + "/.cache");
        Path venv = Path.of(cache, "ddnn", "python", "moto-" + VERSION);
        Path server = venv.resolve("bin/moto_server");
        if (!Files.isExecutable(server)) {
            System.err.println("Installing moto " + VERSION + " into " + venv + ". This happens once.");
            run(List.of("python3", "-m", "venv", "--clear", venv.toString()));
            String pip = venv.resolve("bin/pip").toString();
            run(List.of(pip, "install", "--quiet", "--disable-pip-version-check", "moto[server,s3]==" + VERSION));
        }
        return server;
    }

    private static void run(List<String> command) throws ProgramsUnavailable, InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new ProgramsUnavailable(
                        Reason.BUILD_FAILED, "'%s' failed: %s".formatted(String.join(" ", command), said), REMEDY);
            }
        } catch (IOException e) {
            throw new ProgramsUnavailable(
                    Reason.PROGRAMS_MISSING,
                    "'%s' cannot be run: %s.".formatted(command.get(0), e.getMessage()),
                    REMEDY);
        }
    }

    static Moto start(Path program, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(program.toString(), "-H", "127.0.0.1", "-p", "0");
        // Until `lock`, everybody may do everything.
        builder.environment().put("INITIAL_NO_AUTH_ACTION_COUNT", "1000000");
        Process process =
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        return new Moto(process, "http://127.0.0.1:" + OwnPort.of(process, log, PORT));
    }

    String endpoint() {
        return endpoint;
    }

    /** Makes a bucket with one object. */
    void put(String bucket, String key, byte[] object) throws IOException, InterruptedException {
        send("PUT", "/" + bucket, "s3", BodyPublishers.noBody());
        send("PUT", "/%s/%s".formatted(bucket, key), "s3", BodyPublishers.ofByteArray(object));
    }

    /** A new user with a key that may do this with all buckets. */
    Key user(String name, String action) throws IOException, InterruptedException {
        iam(Map.of("Action", "CreateUser", "UserName", name));
        String policy = """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "%s", "Resource": "*"}]}""".formatted(action);
        iam(Map.of("Action", "PutUserPolicy", "UserName", name, "PolicyName", "p", "PolicyDocument", policy));
        String answer = iam(Map.of("Action", "CreateAccessKey", "UserName", name));
        return new Key(element(answer, "AccessKeyId"), element(answer, "SecretAccessKey"));
    }

    /** From now on signatures and rights are checked. */
    void lock() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint + "/moto-api/reset-auth"))
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("0"))
                .build();
        require(http.send(request, BodyHandlers.ofString()));
    }

    private String iam(Map<String, String> form) throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "Version=2010-05-08&", ""));
        return send("POST", "/", "iam", BodyPublishers.ofString(body));
    }

    private String send(String method, String path, String service, BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint + path))
                .method(method, body)
                .header("Content-Type", service.equals("iam") ? "application/x-www-form-urlencoded" : "text/plain")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/%s/aws4_request, SignedHeaders=host, Signature=0"
                                .formatted(service))
                .build();
        return require(http.send(request, BodyHandlers.ofString()));
    }

    private static String require(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() != 200) {
            throw new IOException("%s answered %d: %s".formatted(answer.uri(), answer.statusCode(), answer.body()));
        }
        return answer.body();
    }

    private static String element(String xml, String name) {
        Matcher matcher =
                Pattern.compile("<%1$s>([^<]+)</%1$s>".formatted(name)).matcher(xml);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + name + " in " + xml);
        }
        return matcher.group(1);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        process.onExit().join();
    }
}
