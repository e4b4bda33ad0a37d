package io.tidegate.dbagent.gate;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.tidegate.dbagent.config.Gate;
import io.tidegate.dbagent.step.StepProgress;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Scales deployments to nothing, suspends cron jobs, sets variables and images of containers; and gives all of it back
 * as it was, then waits until what runs is ready.
 */
final class KubernetesGate implements GateDriver {
    private static final int RETRIES = 3;
    private static final String REPLICAS = "replicas/";
    private static final String SUSPENDED = "suspended/";
    private static final String VARIABLE = "variable/";
    private static final String IMAGE = "image/";

    private final Gate.Kubernetes gate;

    KubernetesGate(Gate.Kubernetes gate) {
        this.gate = gate;
    }

    @Override
    public String describe(boolean close) {
        List<String> parts = new ArrayList<>();
        if (!deployments().isEmpty()) {
            parts.add((close ? "scales to 0: " : "scales back: ") + String.join(", ", deployments()));
        }
        if (!cronJobs().isEmpty()) {
            parts.add((close ? "suspends " : "lets run again ") + String.join(", ", cronJobs()));
        }
        for (Gate.Kubernetes.Variable variable : variables()) {
            parts.add((close ? "sets " : "sets back ") + variable.name() + " of " + variable.deployment());
        }
        for (Gate.Kubernetes.Image image : images()) {
            parts.add((close ? "runs " + image.closed() : "runs what ran before") + " as " + image.deployment());
        }
        return "Kubernetes " + String.join("; ", parts) + " in " + gate.namespace();
    }

    @Override
    public Standing look() throws GateException {
        return with(client -> {
            Map<String, String> details = new LinkedHashMap<>();
            boolean closed = true;
            for (String name : deployments()) {
                int replicas = Objects.requireNonNullElse(
                        deployment(client, name).getSpec().getReplicas(), 1);
                details.put(REPLICAS + name, Integer.toString(replicas));
                closed &= replicas == 0;
            }
            for (String name : cronJobs()) {
                boolean suspended =
                        Boolean.TRUE.equals(cronJob(client, name).getSpec().getSuspend());
                details.put(SUSPENDED + name, Boolean.toString(suspended));
                closed &= suspended;
            }
            for (Gate.Kubernetes.Variable variable : variables()) {
                Optional<String> value = value(deployment(client, variable.deployment()), variable.name());
                value.ifPresent(text -> details.put(key(variable), text));
                closed &= value.filter(variable.closed()::equals).isPresent();
            }
            for (Gate.Kubernetes.Image image : images()) {
                String runs =
                        container(deployment(client, image.deployment()), image).getImage();
                details.put(key(image), runs);
                closed &= image.closed().equals(runs);
            }
            return new Standing(closed ? State.CLOSED : State.OPEN, details);
        });
    }

    @Override
    public void close(Duration limit, StepProgress progress) throws GateException {
        with(client -> {
            for (String name : cronJobs()) {
                progress.doing(null, "suspending " + name);
                suspend(client, name, true);
            }
            for (Gate.Kubernetes.Variable variable : variables()) {
                progress.doing(null, "setting " + variable.name() + " of " + variable.deployment());
                set(client, variable, variable.closed());
            }
            for (Gate.Kubernetes.Image image : images()) {
                progress.doing(null, "running " + image.closed() + " in " + image.deployment());
                run(client, image, image.closed(), limit);
            }
            for (String name : deployments()) {
                progress.doing(null, "scaling " + name + " to 0");
                scale(client, name, 0, limit);
            }
            return true;
        });
    }

    @Override
    public void open(Map<String, String> before, Duration limit, StepProgress progress) throws GateException {
        with(client -> {
            for (Gate.Kubernetes.Variable variable : variables()) {
                progress.doing(null, "setting back " + variable.name() + " of " + variable.deployment());
                set(client, variable, before.get(key(variable)));
            }
            for (Gate.Kubernetes.Image image : images()) {
                String ran = before.getOrDefault(key(image), image.closed());
                progress.doing(null, "running " + ran + " in " + image.deployment());
                run(client, image, ran, limit);
            }
            for (String name : deployments()) {
                int replicas = Integer.parseInt(before.getOrDefault(REPLICAS + name, "1"));
                progress.doing(null, "scaling " + name + " to " + replicas);
                scale(client, name, replicas, limit);
            }
            for (String name : cronJobs()) {
                suspend(client, name, Boolean.parseBoolean(before.getOrDefault(SUSPENDED + name, "false")));
            }
            return true;
        });
    }

    private void scale(KubernetesClient client, String name, int replicas, Duration limit) {
        var resource = client.apps().deployments().inNamespace(gate.namespace()).withName(name);
        resource.scale(replicas);
        resource.waitUntilCondition(
                found -> found != null
                        && found.getStatus() != null
                        && Objects.requireNonNullElse(found.getStatus().getReadyReplicas(), 0) == replicas,
                limit.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void suspend(KubernetesClient client, String name, boolean suspended) {
        client.batch()
                .v1()
                .cronjobs()
                .inNamespace(gate.namespace())
                .withName(name)
                .edit(job -> {
                    job.getSpec().setSuspend(suspended);
                    return job;
                });
    }

    /** @param value null takes the variable away */
    private void set(KubernetesClient client, Gate.Kubernetes.Variable variable, @Nullable String value) {
        client.apps()
                .deployments()
                .inNamespace(gate.namespace())
                .withName(variable.deployment())
                .edit(deployment -> {
                    for (Container container : containers(deployment)) {
                        List<EnvVar> all = new ArrayList<>(container.getEnv());
                        all.removeIf(each -> each.getName().equals(variable.name()));
                        if (value != null) {
                            all.add(new EnvVar(variable.name(), value, null));
                        }
                        container.setEnv(all);
                    }
                    return deployment;
                });
    }

    /** Ends when as many as there should be run it and are ready. */
    private void run(KubernetesClient client, Gate.Kubernetes.Image image, String version, Duration limit)
            throws GateException {
        container(deployment(client, image.deployment()), image);
        var resource = client.apps().deployments().inNamespace(gate.namespace()).withName(image.deployment());
        resource.edit(deployment -> {
            containers(deployment).stream()
                    .filter(each -> each.getName().equals(image.container()))
                    .forEach(each -> each.setImage(version));
            return deployment;
        });
        resource.waitUntilCondition(KubernetesGate::isRolledOut, limit.toMillis(), TimeUnit.MILLISECONDS);
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

    private Container container(Deployment deployment, Gate.Kubernetes.Image image) throws GateException {
        return found(
                containers(deployment).stream()
                        .filter(each -> each.getName().equals(image.container()))
                        .findFirst()
                        .orElse(null),
                "container",
                image.deployment() + "/" + image.container());
    }

    private Deployment deployment(KubernetesClient client, String name) throws GateException {
        return found(
                client.apps()
                        .deployments()
                        .inNamespace(gate.namespace())
                        .withName(name)
                        .get(),
                "deployment",
                name);
    }

    private CronJob cronJob(KubernetesClient client, String name) throws GateException {
        return found(
                client.batch()
                        .v1()
                        .cronjobs()
                        .inNamespace(gate.namespace())
                        .withName(name)
                        .get(),
                "cron job",
                name);
    }

    private <T> T found(@Nullable T resource, String what, String name) throws GateException {
        if (resource == null) {
            throw new GateException(
                    "not-there", "there is no " + what + " '" + name + "' in namespace " + gate.namespace());
        }
        return resource;
    }

    private static Optional<String> value(Deployment deployment, String variable) {
        return containers(deployment).stream()
                .flatMap(container -> container.getEnv().stream())
                .filter(each -> each.getName().equals(variable) && each.getValue() != null)
                .map(EnvVar::getValue)
                .findFirst();
    }

    private static List<Container> containers(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec().getContainers();
    }

    private List<String> deployments() {
        return Objects.requireNonNullElse(gate.deployments(), List.of());
    }

    private List<String> cronJobs() {
        return Objects.requireNonNullElse(gate.cronJobs(), List.of());
    }

    private List<Gate.Kubernetes.Variable> variables() {
        return Objects.requireNonNullElse(gate.environment(), List.of());
    }

    private List<Gate.Kubernetes.Image> images() {
        return Objects.requireNonNullElse(gate.images(), List.of());
    }

    private static String key(Gate.Kubernetes.Image image) {
        return IMAGE + image.deployment() + "/" + image.container();
    }

    private static String key(Gate.Kubernetes.Variable variable) {
        return VARIABLE + variable.deployment() + "/" + variable.name();
    }

    /** What is asked of the cluster. */
    private interface Wish<T> {
        T of(KubernetesClient client) throws GateException;
    }

    /** A controller may write between our reading and our writing; then the cluster wants the wish again. */
    private static <T> T tried(KubernetesClient client, Wish<T> wish) throws GateException {
        for (int i = 1; ; i++) {
            try {
                return wish.of(client);
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT || i == RETRIES) {
                    throw e;
                }
            }
        }
    }

    private <T> T with(Wish<T> wish) throws GateException {
        Config config = gate.kubeconfig() == null
                ? Config.autoConfigure(null)
                : Config.fromKubeconfig(gate.kubeconfig().toFile());
        config.setRequestRetryBackoffLimit(RETRIES);
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build()) {
            return tried(client, wish);
        } catch (KubernetesClientException e) {
            int code = e.getCode();
            throw new GateException(
                    "cluster-refuses",
                    code == HttpURLConnection.HTTP_FORBIDDEN
                            ? "the cluster forbids it: give the agent's account the rights of docs/drivers.md"
                            : "the cluster does not do it" + (code > 0 ? " (HTTP " + code + ")" : "")
                                    + ": is it reachable, and is everything ready in time?");
        }
    }
}
