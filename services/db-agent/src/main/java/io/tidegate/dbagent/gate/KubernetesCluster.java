package io.tidegate.dbagent.gate;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import io.tidegate.dbagent.config.Gate;
import java.net.HttpURLConnection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a Kubernetes gate may reach: deployments and cron jobs of one namespace.
 *
 * @param client open as long as {@link #with} lasts
 */
record KubernetesCluster(KubernetesClient client, String namespace) {
    private static final int RETRIES = 3;

    /** What is asked of the cluster. */
    interface Wish<T> {
        T of(KubernetesCluster cluster) throws GateException;
    }

    /**
     * @param wish may be asked again: a controller may write between our reading and our writing
     * @throws GateException {@code not-there} or {@code cluster-refuses}
     */
    static <T> T with(Gate.Kubernetes gate, Wish<T> wish) throws GateException {
        Config config = gate.kubeconfig() == null
                ? Config.autoConfigure(null)
                : Config.fromKubeconfig(gate.kubeconfig().toFile());
        config.setRequestRetryBackoffLimit(RETRIES);
        try (KubernetesClient client =
                new KubernetesClientBuilder().withConfig(config).build()) {
            return tried(new KubernetesCluster(client, gate.namespace()), wish);
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

    private static <T> T tried(KubernetesCluster cluster, Wish<T> wish) throws GateException {
        for (int i = 1; ; i++) {
            try {
                return wish.of(cluster);
            } catch (KubernetesClientException e) {
                if (e.getCode() != HttpURLConnection.HTTP_CONFLICT || i == RETRIES) {
                    throw e;
                }
            }
        }
    }

    RollableScalableResource<Deployment> deployments(String name) {
        return client.apps().deployments().inNamespace(namespace).withName(name);
    }

    Resource<CronJob> cronJobs(String name) {
        return client.batch().v1().cronjobs().inNamespace(namespace).withName(name);
    }

    Deployment deployment(String name) throws GateException {
        return found(deployments(name).get(), "deployment", name);
    }

    CronJob cronJob(String name) throws GateException {
        return found(cronJobs(name).get(), "cron job", name);
    }

    Container container(String deployment, String name) throws GateException {
        return found(
                containers(deployment(deployment)).stream()
                        .filter(each -> each.getName().equals(name))
                        .findFirst()
                        .orElse(null),
                "container",
                deployment + "/" + name);
    }

    static List<Container> containers(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec().getContainers();
    }

    private <T> T found(@Nullable T resource, String what, String name) throws GateException {
        if (resource == null) {
            throw new GateException("not-there", "there is no " + what + " '" + name + "' in namespace " + namespace);
        }
        return resource;
    }
}
