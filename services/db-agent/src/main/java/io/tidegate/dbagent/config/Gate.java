package io.tidegate.dbagent.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that stands between users and the database and can be closed: by the tool that the driver talks to. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "driver")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Gate.PostgresReadOnly.class, name = "postgres-read-only"),
    @JsonSubTypes.Type(value = Gate.PostgresClosed.class, name = "postgres-closed"),
    @JsonSubTypes.Type(value = Gate.PgBouncer.class, name = "pgbouncer"),
    @JsonSubTypes.Type(value = Gate.Nginx.class, name = "nginx"),
    @JsonSubTypes.Type(value = Gate.Systemd.class, name = "systemd"),
    @JsonSubTypes.Type(value = Gate.Compose.class, name = "compose"),
    @JsonSubTypes.Type(value = Gate.Kubernetes.class, name = "kubernetes"),
    @JsonSubTypes.Type(value = Gate.Command.class, name = "command"),
})
public sealed interface Gate {

    /** The application's role may read in the target and nothing else. */
    record PostgresReadOnly() implements Gate {}

    /** The application's role may not connect; others may. */
    record PostgresClosed() implements Gate {}

    /**
     * PgBouncer lets clients wait.
     *
     * @param port 6432 by default, as PgBouncer's own
     * @param user who may use its admin console
     * @param database as PgBouncer calls it
     */
    record PgBouncer(String host, @Nullable Integer port, String user, Path passwordFile, String database)
            implements Gate {}

    /**
     * A site of nginx is another file while it is closed.
     *
     * @param site the symbolic link that nginx reads, such as /etc/nginx/sites-enabled/default
     * @param closed what it points to while the gate is closed
     * @param test says whether the configuration is good; {@code nginx -t} by default
     * @param reload makes nginx read it; {@code nginx -s reload} by default
     */
    record Nginx(
            Path site,
            Path closed,
            @Nullable List<String> test,
            @Nullable List<String> reload) implements Gate {}

    /** @param systemctl the program, with what goes before its arguments; {@code systemctl} by default */
    record Systemd(List<String> units, @Nullable List<String> systemctl) implements Gate {}

    /** @param compose the program, with what goes before its arguments; {@code docker compose} by default */
    record Compose(
            Path file,
            @Nullable String project,
            List<String> services,
            @Nullable List<String> compose) implements Gate {}

    /**
     * @param kubeconfig the file with the cluster's address and credentials; the pod's own account by default
     * @param deployments scaled to nothing while closed
     * @param cronJobs suspended while closed
     * @param environment set while closed
     * @param images of containers while closed
     */
    record Kubernetes(
            String namespace,
            @Nullable Path kubeconfig,
            @Nullable List<String> deployments,
            @Nullable List<String> cronJobs,
            @Nullable List<Variable> environment,
            @Nullable List<Image> images)
            implements Gate {

        /** @param closed the value while the gate is closed */
        public record Variable(String deployment, String name, String closed) {}

        /** @param closed the image, with its version, while the gate is closed: a page that says so, for instance */
        public record Image(String deployment, String container, String closed) {}
    }

    /** Two hooks of the configuration. What state they leave, nobody can ask. */
    record Command(
            @JsonProperty("close") String closing,
            @JsonProperty("open") String opening) implements Gate {}
}
