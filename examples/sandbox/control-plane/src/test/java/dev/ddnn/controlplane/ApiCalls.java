package dev.ddnn.controlplane;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Plain requests to the API server, with nothing but the JDK. */
record ApiCalls(HttpClient client, ControlPlane plane) {

    static ApiCalls to(ControlPlane plane) {
        return new ApiCalls(
                HttpClient.newBuilder().sslContext(plane.sslContext()).build(), plane);
    }

    HttpResponse<String> get(String user, String path) throws IOException, InterruptedException {
        return send(request(user, path).GET());
    }

    HttpResponse<String> post(String user, String path, String json) throws IOException, InterruptedException {
        return send(request(user, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpRequest.Builder request(String user, String path) {
        return HttpRequest.newBuilder(plane.apiServerUrl().resolve(path))
                .header("Authorization", "Bearer " + plane.token(user));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
