package io.tidegate.dbagent.config;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What must be so of a metric before the agent starts. Whether its source answers, preflight sees. */
final class MetricRules {
    /** As a plan can name it. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final AgentConfig config;
    private final String name;
    private final List<ConfigProblem> problems;

    MetricRules(AgentConfig config, String name, List<ConfigProblem> problems) {
        this.config = config;
        this.name = name;
        this.problems = problems;
    }

    void check(Metric metric) {
        if (!NAME.matcher(name).matches()) {
            problems.add(new ConfigProblem(
                    "metrics." + name, "is no name: write lower-case letters, digits and single hyphens"));
        }
        switch (metric) {
            case Metric.Prometheus prometheus -> prometheus(prometheus);
            case Metric.Sql sql -> sql(sql);
            case Metric.Machine machine -> {
                if (machine.measureOf(name).isEmpty()) {
                    wrong("measure", "is missing: write cpu, memory or disk");
                }
            }
        }
    }

    private void prometheus(Metric.Prometheus metric) {
        address(metric.url());
        Path file = metric.tokenFile();
        String variable = metric.tokenVariable();
        if (file != null && variable != null) {
            wrong("token-variable", "is too many beside token-file: keep one of them");
        }
        if (file != null && (!Files.isReadable(file) || Files.isDirectory(file))) {
            wrong(
                    "token-file",
                    file + " cannot be read: write the path of a file with the bearer token and nothing else");
        }
    }

    /** What is missing is said already. */
    private void address(@Nullable URI url) {
        if (url == null) {
            return;
        }
        if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
            wrong("url", "is '" + url + "': write an http or https address");
        } else if (url.getRawUserInfo() != null || url.getRawQuery() != null) {
            wrong("url", "has more than an address in it: write no password and no question there");
        }
    }

    private void sql(Metric.Sql metric) {
        if (config.database() instanceof AgentConfig.D1) {
            wrong("driver", "is of PostgreSQL, and the target is a D1 database: ask Prometheus or the system");
        }
        if (!config.queries().containsKey(metric.query())) {
            wrong(
                    "query",
                    "is '" + metric.query() + "', and there is no such query: it is one of "
                            + config.queries().keySet());
        }
    }

    private void wrong(String key, String says) {
        problems.add(new ConfigProblem("metrics." + name + "." + key, says));
    }
}
