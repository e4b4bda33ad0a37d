package io.tidegate.dbagent.kinds;

import static io.tidegate.dbagent.kinds.Results.failed;
import static io.tidegate.dbagent.kinds.Results.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tidegate.contracts.plan.Work;
import io.tidegate.dbagent.config.AgentConfig;
import io.tidegate.local.junit.Infrastructure;
import io.tidegate.local.junit.Postgres;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands and endpoints of the agent's configuration. */
@Infrastructure
final class HookAndCheckIT {
    private final HttpServer web;
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Target target;

    HookAndCheckIT(Postgres postgres, @TempDir Path directory) throws SQLException, IOException {
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/health", exchange -> {
            boolean ready = calls.incrementAndGet() > 2;
            byte[] body = ("{\"status\":\"" + (ready ? "ok" : "starting") + "\"}").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        // Answers once the test is over.
        web.createContext("/silent", exchange -> await(over));
        web.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        web.start();
        Duration limit = Duration.ofSeconds(20);
        target = Target.create(
                postgres,
                "hook_it",
                directory,
                Map.of(
                        "say", new AgentConfig.Hook(List.of("/bin/sh", "-c", "echo $TIDEGATE_STEP; env"), limit, true),
                        "fail", new AgentConfig.Hook(List.of("/bin/sh", "-c", "echo a secret; exit 3"), limit, true),
                        "hang", new AgentConfig.Hook(List.of("/bin/sleep", "600"), Duration.ofMillis(300), true),
                        "once", new AgentConfig.Hook(List.of("/bin/true"), limit, false),
                        "none", new AgentConfig.Hook(List.of("/no/such/program"), limit, true)),
                Map.of(
                        "health",
                        new AgentConfig.Check(URI.create(
                                "http://127.0.0.1:" + web.getAddress().getPort() + "/health")),
                        "silent",
                        new AgentConfig.Check(URI.create(
                                "http://127.0.0.1:" + web.getAddress().getPort() + "/silent")),
                        "nobody",
                        new AgentConfig.Check(URI.create("http://127.0.0.1:9/"))));
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new InterruptedIOException(e.getMessage());
        }
    }

    @AfterEach
    void close() {
        over.countDown();
        web.stop(0);
    }

    @Test
    void aHookSeesWhatItIsForAndNothingOfTheAgentsOwn() throws Exception {
        succeeded(target.run(new Work.Command("say")));

        String output = Files.readString(target.record("step-1.log"));
        assertThat(output).startsWith("step\n").contains("TIDEGATE_TARGET=kitchen");
        assertThat(output.lines().map(line -> line.replaceAll("=.*", "")))
                .doesNotContain("JAVA_HOME", "MAVEN_CMD_LINE_ARGS");
    }

    @Test
    void aFailingHookIsNamedAndItsOutputStaysOnTheMachine() throws Exception {
        var result = failed(target.run(new Work.Command("fail")), "exit-3");

        assertThat(result.reason()).contains("step-1.log").doesNotContain("secret");
        assertThat(result.evidence().toString()).doesNotContain("secret");
    }

    @Test
    void aHookThatHangsIsEnded() throws Exception {
        failed(target.run(new Work.Command("hang")), "timed-out");

        assertThat(ProcessHandle.current().descendants().filter(process -> process.info()
                        .command()
                        .filter(command -> command.endsWith("sleep"))
                        .isPresent()))
                .isEmpty();
    }

    @Test
    void aHookThatMustNotRunTwiceAsksAPersonAfterACrash() throws Exception {
        failed(target.runAgain(new Work.Command("once")), "interrupted");
        succeeded(target.run(new Work.Command("once")));
    }

    @Test
    void namesThatTheConfigurationDoesNotHaveAreRefused() throws Exception {
        assertThat(failed(target.run(new Work.Command("other")), "no-such-hook").reason())
                .contains("say");
        failed(target.run(new Work.Http("other", 200, Map.of())), "no-such-check");
    }

    @Test
    void aCheckWaitsUntilTheAnswerIsAsExpected() throws Exception {
        succeeded(target.run(new Work.Http("health", 200, Map.of("/status", "ok"))));

        assertThat(calls).hasValue(3);
    }

    @Test
    void anAnswerThatTakesTooLongIsNone() throws Exception {
        var late = failed(
                target.within(Duration.ofSeconds(3)).run(new Work.Http("silent", 200, Map.of(), 200)),
                "unexpected-answer");

        assertThat(late.reason()).contains("silent does not answer within 200 ms");
    }

    @Test
    void aCheckThatIsNeverAnsweredAsExpectedSaysWhatWasFound() throws Exception {
        var result = failed(
                target.within(Duration.ofSeconds(3)).run(new Work.Http("health", 200, Map.of("/status", "fine"))),
                "unexpected-answer");

        assertThat(result.reason()).contains("at /status instead of 'fine'");
        assertThat(failed(target.run(new Work.Http("nobody", 200, Map.of())), "unexpected-answer")
                        .reason())
                .contains("does not answer");
    }
}
