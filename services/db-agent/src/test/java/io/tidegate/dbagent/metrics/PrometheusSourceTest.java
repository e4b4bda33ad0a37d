package io.tidegate.dbagent.metrics;

import static io.tidegate.dbagent.metrics.PrometheusStandIn.series;
import static io.tidegate.dbagent.metrics.PrometheusStandIn.success;
import static io.tidegate.dbagent.metrics.PrometheusStandIn.vector;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.dbagent.config.Metric;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Prometheus at its HTTP boundary. */
final class PrometheusSourceTest {
    private static final String QUERY =
            "histogram_quantile(0.95, sum by (le) (rate(http_seconds_bucket{app=\"a b\"}[5m])))";

    private final PrometheusStandIn prometheus = new PrometheusStandIn();
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        client.shutdownNow();
        prometheus.close();
    }

    private Reading read(@Nullable Path tokenFile, @Nullable String tokenVariable, Map<String, String> environment)
            throws InterruptedException {
        var metric = new Metric.Prometheus(prometheus.url(), QUERY, "ms", tokenFile, tokenVariable);
        return new PrometheusSource(client, metric, environment::get).read();
    }

    private Reading read() throws InterruptedException {
        return read(null, null, Map.of());
    }

    @Test
    void theQueryArrivesAsItIsWrittenBelowTheAddress() throws Exception {
        prometheus.says(QUERY, 0.2125);

        assertThat(read()).isEqualTo(new Reading.Value(0.2125));
        assertThat(prometheus.authorizations()).containsExactly("none");
    }

    @Test
    void theTokenComesFromAFileOrFromTheEnvironmentAndIsReadAnewEachTime(@TempDir Path directory) throws Exception {
        prometheus.says(QUERY, 1);
        Path file = Files.writeString(directory.resolve("token"), "one\n");

        read(file, null, Map.of());
        Files.writeString(file, "two");
        read(file, null, Map.of());
        read(null, "TOKEN", Map.of("TOKEN", "three"));

        assertThat(prometheus.authorizations()).containsExactly("Bearer one", "Bearer two", "Bearer three");
    }

    @Test
    void aTokenThatIsNotThereIsSaidAndNothingIsAsked(@TempDir Path directory) throws Exception {
        assertThat(read(directory.resolve("gone"), null, Map.of()).toString()).contains("gone cannot be read");
        assertThat(read(null, "TOKEN", Map.of()).toString()).contains("environment has no TOKEN");
        Path file = Files.writeString(directory.resolve("token"), "se\ncret");
        assertThat(read(file, null, Map.of()).toString())
                .contains("not one line")
                .doesNotContain("cret");
        assertThat(prometheus.authorizations()).isEmpty();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(200, success("scalar", "[1796101200.1,\"42\"]"), "Value[number=42.0]"),
                Arguments.of(200, vector(), "Nothing[why=has no series"),
                Arguments.of(200, vector(series("NaN")), "Nothing[why=is NaN, as a division by nothing is"),
                Arguments.of(200, vector(series("+Inf")), "Nothing[why=is +Inf"),
                Arguments.of(200, vector(series("1"), series("2")), "Unreachable[why=has 2 series: make one of them"),
                Arguments.of(200, success("matrix", "[]"), "Unreachable[why=is answered with a matrix"),
                Arguments.of(200, success("string", "[1,\"x\"]"), "Unreachable[why=is answered with a string"),
                Arguments.of(
                        400,
                        "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error: unclosed\\nbracket\"}",
                        "Unreachable[why=is not answered, for Prometheus says: parse error: unclosed bracket]"),
                Arguments.of(401, "", "Unreachable[why=is refused by Prometheus (401): look at token-file"),
                Arguments.of(403, "secret page", "Unreachable[why=is refused by Prometheus (403)"),
                Arguments.of(302, "", "Unreachable[why=is sent elsewhere (302)"),
                Arguments.of(502, "<html>secret</html>", "Unreachable[why=is answered with 502: look at the address]"),
                Arguments.of(200, "<html>secret</html>", "Unreachable[why=is answered with 200 and not as Prometheus"),
                Arguments.of(200, "\"" + "x".repeat(1 << 20) + "\"", "(IOException)"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void everyOtherAnswerIsSaidInWords(int status, String body, String words) throws Exception {
        prometheus.answers(QUERY, status, body);

        assertThat(read().toString()).contains(words).doesNotContain("secret");
    }

    @Test
    void whereNobodyListensTheHostIsNamed() throws Exception {
        URI nowhere = prometheus.url();
        prometheus.close();
        var metric = new Metric.Prometheus(nowhere, QUERY, null, null, null);

        assertThat(new PrometheusSource(client, metric, name -> null).read().toString())
                .contains("is not answered by localhost (ConnectException)");
    }
}
