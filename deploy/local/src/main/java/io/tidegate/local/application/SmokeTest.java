package io.tidegate.local.application;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What a tester would try first: the application is healthy, rows can be read and one can be written. */
public final class SmokeTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private SmokeTest() {}

    /** @param arguments the application's address */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String address = arguments[0];
        try (var client = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            expect(client, 200, request(address + "/health").GET().build());
            expect(client, 200, request(address + "/read").GET().build());
            expect(
                    client,
                    201,
                    request(address + "/write")
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build());
        }
    }

    private static HttpRequest.Builder request(String address) {
        return HttpRequest.newBuilder(URI.create(address)).timeout(LIMIT).header("Content-Type", "application/json");
    }

    private static void expect(HttpClient client, int status, HttpRequest request)
            throws IOException, InterruptedException {
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        String what = request.method() + " " + request.uri().getPath() + ": " + answer.statusCode();
        if (answer.statusCode() != status) {
            System.err.println(what + ", expected " + status);
            System.exit(1);
        }
        System.out.println(what);
    }
}
