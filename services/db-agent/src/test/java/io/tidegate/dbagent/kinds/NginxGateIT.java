package io.tidegate.dbagent.kinds;

import static io.tidegate.dbagent.kinds.Results.failed;
import static io.tidegate.dbagent.kinds.Results.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.config.Gate;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Postgres;
import io.tidegate.local.process.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real nginx whose site is exchanged. */
@Infrastructure
final class NginxGateIT {
    private static final Work CLOSE = new Work.CloseGate("site");
    private static final Work OPEN = new Work.OpenGate("site");

    private final Target target;
    private final Path directory;
    private final int port = Ports.free();
    private final Process nginx;

    NginxGateIT(Postgres postgres, @TempDir Path directory) throws SQLException, IOException {
        this.directory = directory;
        Path main = Files.writeString(directory.resolve("nginx.conf"), """
                daemon off;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                worker_processes 1;
                events { worker_connections 16; }
                http {
                  access_log off;
                  client_body_temp_path %1$s/body;
                  proxy_temp_path %1$s/proxy;
                  fastcgi_temp_path %1$s/fastcgi;
                  uwsgi_temp_path %1$s/uwsgi;
                  scgi_temp_path %1$s/scgi;
                  include %1$s/enabled/*;
                }
                """.formatted(directory));
        site("shop.conf", "return 200 'the shop';");
        site("maintenance.conf", "return 503 'back at six';");
        Path enabled = Files.createDirectories(directory.resolve("enabled"));
        Files.createSymbolicLink(enabled.resolve("default"), Path.of("../shop.conf"));
        List<String> program = List.of("/usr/sbin/nginx", "-c", main.toString());
        nginx = new ProcessBuilder(program)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile())
                .start();
        target = Target.create(
                postgres,
                "nginx_gate_it",
                directory,
                Map.of(),
                Map.of(),
                Map.of(
                        "site",
                        new Gate.Nginx(
                                enabled.resolve("default"),
                                directory.resolve("maintenance.conf"),
                                List.of("/usr/sbin/nginx", "-t", "-c", main.toString()),
                                List.of("/usr/sbin/nginx", "-s", "reload", "-c", main.toString())),
                        "file",
                        new Gate.Nginx(
                                directory.resolve("shop.conf"), directory.resolve("maintenance.conf"), null, null)));
        Awaitility.await().until(() -> page().equals("200 the shop"));
    }

    private void site(String file, String answer) throws IOException {
        Files.writeString(
                directory.resolve(file), "server { listen 127.0.0.1:" + port + "; location / { " + answer + " } }");
    }

    @AfterEach
    void end() throws InterruptedException {
        nginx.destroy();
        if (!nginx.waitFor(10, TimeUnit.SECONDS)) {
            nginx.destroyForcibly();
        }
    }

    private String page() throws InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + " " + answer.body();
        } catch (IOException e) {
            return "nothing";
        }
    }

    @Test
    void whileTheSiteIsClosedItsMaintenancePageIsServed() throws Exception {
        succeeded(target.run(CLOSE));
        Awaitility.await().until(() -> page().equals("503 back at six"));
        succeeded(target.runAgain(CLOSE));

        succeeded(target.run(OPEN));
        Awaitility.await().until(() -> page().equals("200 the shop"));
        assertThat(Files.readSymbolicLink(directory.resolve("enabled/default"))).isEqualTo(Path.of("../shop.conf"));
    }

    @Test
    void aMaintenancePageThatNginxRefusesLeavesTheSiteAsItIs() throws Exception {
        site("maintenance.conf", "retrun 503;");

        failed(target.run(CLOSE), "config-refused");

        assertThat(page()).isEqualTo("200 the shop");
        assertThat(Files.readSymbolicLink(directory.resolve("enabled/default"))).isEqualTo(Path.of("../shop.conf"));
    }

    @Test
    void aSiteThatIsNoLinkIsNotTouched() throws Exception {
        assertThat(failed(target.run(new Work.CloseGate("file")), "no-link").reason())
                .contains("symbolic link");
    }

    @Test
    void killedBetweenTheLinkAndTheReloadItIsClosedAllTheSame() throws Exception {
        succeeded(target.run(CLOSE));
        // The link stands as closed, nginx has not been told: the run after a crash tells it.
        succeeded(target.runAgain(CLOSE));

        Awaitility.await().until(() -> page().equals("503 back at six"));
    }
}
