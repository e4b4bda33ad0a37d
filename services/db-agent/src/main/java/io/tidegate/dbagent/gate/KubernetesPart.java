package io.tidegate.dbagent.gate;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.tidegate.dbagent.config.Gate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One thing in a cluster that a gate moves, and gives back as it was. */
sealed interface KubernetesPart {

    /** What is done with it, as a piece of a sentence. */
    String describe(boolean close);

    /**
     * @param details gets how it stands, for {@link #open}
     * @return whether it is closed
     */
    boolean look(KubernetesCluster cluster, Map<String, String> details) throws GateException;

    void close(KubernetesCluster cluster, Duration limit) throws GateException;

    /** @param before what {@link #look} has noted */
    void open(KubernetesCluster cluster, Map<String, String> before, Duration limit) throws GateException;

    /** A deployment runs no pod. */
    record Replicas(String deployment) implements KubernetesPart {
        @Override
        public String describe(boolean close) {
            return "scales " + deployment + (close ? " to 0" : " back");
        }

        @Override
        public boolean look(KubernetesCluster cluster, Map<String, String> details) throws GateException {
            int replicas = Objects.requireNonNullElse(
                    cluster.deployment(deployment).getSpec().getReplicas(), 1);
            details.put(key(), Integer.toString(replicas));
            return replicas == 0;
        }

        @Override
        public void close(KubernetesCluster cluster, Duration limit) {
            scale(cluster, 0, limit);
        }

        @Override
        public void open(KubernetesCluster cluster, Map<String, String> before, Duration limit) {
            scale(cluster, Integer.parseInt(before.getOrDefault(key(), "1")), limit);
        }

        private void scale(KubernetesCluster cluster, int replicas, Duration limit) {
            var resource = cluster.deployments(deployment);
            resource.scale(replicas);
            resource.waitUntilCondition(
                    found -> found != null
                            && found.getStatus() != null
                            && Objects.requireNonNullElse(found.getStatus().getReadyReplicas(), 0) == replicas,
                    limit.toMillis(),
                    TimeUnit.MILLISECONDS);
        }

        private String key() {
            return "replicas/" + deployment;
        }
    }

    /** A cron job starts nothing. */
    record Suspension(String cronJob) implements KubernetesPart {
        @Override
        public String describe(boolean close) {
            return close ? "suspends " + cronJob : "lets " + cronJob + " run again";
        }

        @Override
        public boolean look(KubernetesCluster cluster, Map<String, String> details) throws GateException {
            boolean suspended =
                    Boolean.TRUE.equals(cluster.cronJob(cronJob).getSpec().getSuspend());
            details.put(key(), Boolean.toString(suspended));
            return suspended;
        }

        @Override
        public void close(KubernetesCluster cluster, Duration limit) {
            suspend(cluster, true);
        }

        @Override
        public void open(KubernetesCluster cluster, Map<String, String> before, Duration limit) {
            suspend(cluster, Boolean.parseBoolean(before.getOrDefault(key(), "false")));
        }

        private void suspend(KubernetesCluster cluster, boolean suspended) {
            cluster.cronJobs(cronJob).edit(job -> {
                job.getSpec().setSuspend(suspended);
                return job;
            });
        }

        private String key() {
            return "suspended/" + cronJob;
        }
    }

    /** A variable of a deployment's containers says that the application is in maintenance. */
    record Variable(Gate.Kubernetes.Variable wanted) implements KubernetesPart {
        @Override
        public String describe(boolean close) {
            return (close ? "sets " : "sets back ") + wanted.name() + " of " + wanted.deployment();
        }

        @Override
        public boolean look(KubernetesCluster cluster, Map<String, String> details) throws GateException {
            Optional<String> value = KubernetesCluster.containers(cluster.deployment(wanted.deployment())).stream()
                    .flatMap(container -> container.getEnv().stream())
                    .filter(each -> each.getName().equals(wanted.name()) && each.getValue() != null)
                    .map(EnvVar::getValue)
                    .findFirst();
            value.ifPresent(text -> details.put(key(), text));
            return value.filter(wanted.closed()::equals).isPresent();
        }

        @Override
        public void close(KubernetesCluster cluster, Duration limit) {
            set(cluster, wanted.closed());
        }

        @Override
        public void open(KubernetesCluster cluster, Map<String, String> before, Duration limit) {
            set(cluster, before.get(key()));
        }

        /** @param value null takes the variable away */
        private void set(KubernetesCluster cluster, @Nullable String value) {
            cluster.deployments(wanted.deployment()).edit(deployment -> {
                for (Container container : KubernetesCluster.containers(deployment)) {
                    List<EnvVar> all = new ArrayList<>(container.getEnv());
                    all.removeIf(each -> each.getName().equals(wanted.name()));
                    if (value != null) {
                        all.add(new EnvVar(wanted.name(), value, null));
                    }
                    container.setEnv(all);
                }
                return deployment;
            });
        }

        private String key() {
            return "variable/" + wanted.deployment() + "/" + wanted.name();
        }
    }

    /** A deployment's container runs another image, such as a page that says so. */
    record Image(Gate.Kubernetes.Image wanted) implements KubernetesPart {
        @Override
        public String describe(boolean close) {
            return "runs " + (close ? wanted.closed() : "what ran before") + " as " + wanted.deployment();
        }

        @Override
        public boolean look(KubernetesCluster cluster, Map<String, String> details) throws GateException {
            String runs =
                    cluster.container(wanted.deployment(), wanted.container()).getImage();
            details.put(key(), runs);
            return wanted.closed().equals(runs);
        }

        @Override
        public void close(KubernetesCluster cluster, Duration limit) throws GateException {
            run(cluster, wanted.closed(), limit);
        }

        @Override
        public void open(KubernetesCluster cluster, Map<String, String> before, Duration limit) throws GateException {
            run(cluster, before.getOrDefault(key(), wanted.closed()), limit);
        }

        /** Ends when as many as there should be run it and are ready. */
        private void run(KubernetesCluster cluster, String version, Duration limit) throws GateException {
            cluster.container(wanted.deployment(), wanted.container());
            var resource = cluster.deployments(wanted.deployment());
            resource.edit(deployment -> {
                KubernetesCluster.containers(deployment).stream()
                        .filter(each -> each.getName().equals(wanted.container()))
                        .forEach(each -> each.setImage(version));
                return deployment;
            });
            resource.waitUntilCondition(Image::isRolledOut, limit.toMillis(), TimeUnit.MILLISECONDS);
        }

        /** The controller has seen what is wished, and all that should run is of that kind and ready. */
        private static boolean isRolledOut(@Nullable Deployment found) {
            if (found == null || found.getStatus() == null) {
                return false;
            }
            int wanted = Objects.requireNonNullElse(found.getSpec().getReplicas(), 1);
            int ready = Objects.requireNonNullElse(found.getStatus().getReadyReplicas(), 0);
            int updated = Objects.requireNonNullElse(found.getStatus().getUpdatedReplicas(), ready);
            long wished = Objects.requireNonNullElse(found.getMetadata().getGeneration(), 0L);
            long seen = Objects.requireNonNullElse(found.getStatus().getObservedGeneration(), wished);
            return seen >= wished && updated == wanted && ready == wanted;
        }

        private String key() {
            return "image/" + wanted.deployment() + "/" + wanted.container();
        }
    }
}
