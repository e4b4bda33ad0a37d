package io.tidegate.orchestrator.live;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.tidegate.local.process.ChildProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** An orchestrator as a process of its own, whose time is that of a {@link SharedClock}. */
final class OrchestratorProcess implements Running {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ChildProcess process;
    private final Path log;

    private OrchestratorProcess(ChildProcess process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** The process. @param arguments the clock's file */
    public static void main(String[] arguments) {
        ApplicationContext.builder()
                .singletons(new SharedClock(Path.of(arguments[0])))
                .start()
                .getBean(EmbeddedServer.class)
                .start();
    }

    /** Without waiting until it is ready. @param settings go to it as its operators would set them, by environment */
    static OrchestratorProcess start(Map<String, Object> settings, Path clock, Path log) {
        Map<String, String> environment = settings.entrySet().stream()
                .collect(Collectors.toMap(
                        setting -> setting.getKey()
                                .toUpperCase(Locale.ROOT)
                                .replace('.', '_')
                                .replace('-', '_'),
                        setting -> setting.getValue().toString()));
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                OrchestratorProcess.class.getName(),
                clock.toString());
        return new OrchestratorProcess(ChildProcess.start("orchestrator", command, environment, log), log);
    }

    /** SIGKILL. */
    void kill() {
        process.kill();
    }

    /** SIGSTOP: it does nothing, and its connections stay. */
    void pause() {
        signal("-STOP");
    }

    /** SIGCONT: it goes on as if no time had passed. */
    void goOn() {
        signal("-CONT");
    }

    private void signal(String which) {
        ChildProcess.run("kill", List.of("kill", which, Long.toString(process.pid())), Map.of(), log);
    }

    /** It looks every second by itself. */
    @Override
    public void look() {
        process.await(() -> true, PATIENCE);
    }

    @Override
    public void close() {
        process.close();
    }
}
