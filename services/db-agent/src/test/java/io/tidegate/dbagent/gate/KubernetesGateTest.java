package io.tidegate.dbagent.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.CronJobBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.tidegate.dbagent.config.Gate;
import io.tidegate.dbagent.gate.GateDriver.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the API as fabric8's mock server keeps it; the test plays the controller that makes pods ready. */
@EnableKubernetesMockClient(crud = true, https = false)
final class KubernetesGateTest {
    private static final String NAMESPACE = "shop";
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final Logger NOISE = Logger.getLogger("io.fabric8.mockwebserver");

    static {
        NOISE.setLevel(Level.WARNING);
    }

    @SuppressWarnings("NullAway.Init")
    static KubernetesClient client;

    @TempDir
    private Path directory = Path.of(".");

    private static Deployment deployment(String name, int replicas, EnvVar... variables) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(NAMESPACE)
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas)
                .withNewTemplate()
                .withNewSpec()
                .addNewContainer()
                .withName(name)
                .withImage("shop/" + name + ":1")
                .withEnv(variables)
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .withStatus(new DeploymentStatusBuilder()
                        .withReadyReplicas(replicas)
                        .build())
                .build();
    }

    @SuppressWarnings("NullAway.Init")
    private Watch controller;

    @AfterEach
    void end() {
        controller.close();
    }

    @BeforeEach
    void shop() {
        client.resource(deployment("api", 3, new EnvVar("MODE", "normal", null)))
                .createOr(each -> each.update());
        client.resource(deployment("worker", 2)).createOr(each -> each.update());
        client.resource(new CronJobBuilder()
                        .withNewMetadata()
                        .withName("nightly")
                        .withNamespace(NAMESPACE)
                        .endMetadata()
                        .withNewSpec()
                        .withSchedule("0 3 * * *")
                        .endSpec()
                        .build())
                .createOr(each -> each.update());
        controller = client.apps().deployments().inNamespace(NAMESPACE).watch(new Watcher<>() {
            @Override
            public void eventReceived(Action action, Deployment seen) {
                Integer wanted = seen.getSpec().getReplicas();
                boolean ready = seen.getStatus() != null
                        && wanted.equals(seen.getStatus().getReadyReplicas());
                if (action == Action.MODIFIED && !ready) {
                    makeReady(seen, wanted);
                }
            }

            private void makeReady(Deployment seen, Integer wanted) {
                try {
                    client.apps()
                            .deployments()
                            .inNamespace(NAMESPACE)
                            .withName(seen.getMetadata().getName())
                            .editStatus(each -> {
                                each.setStatus(new DeploymentStatusBuilder()
                                        .withReadyReplicas(wanted)
                                        .build());
                                return each;
                            });
                } catch (KubernetesClientException e) {
                    // Written meanwhile: the event of that write comes next.
                    assertThat(e.getCode()).isEqualTo(409);
                }
            }

            @Override
            public void onClose(WatcherException cause) {
                // The test is over.
            }
        });
    }

    private KubernetesGate gate(List<String> deployments) throws IOException {
        Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: test
                contexts: [{ name: test, context: { cluster: test, user: test } }]
                clusters: [{ name: test, cluster: { server: "%s" } }]
                users: [{ name: test, user: { token: t } }]
                """.formatted(client.getMasterUrl()));
        return new KubernetesGate(new Gate.Kubernetes(
                NAMESPACE,
                kubeconfig,
                deployments,
                List.of("nightly"),
                List.of(new Gate.Kubernetes.Variable("api", "MAINTENANCE_MODE", "true")),
                List.of(new Gate.Kubernetes.Image("api", "api", "shop/sorry:1"))));
    }

    private int replicas(String name) {
        return client.apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName(name)
                .get()
                .getSpec()
                .getReplicas();
    }

    private List<EnvVar> variables() {
        return container().getEnv();
    }

    private String image() {
        return container().getImage();
    }

    private Container container() {
        return client.apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName("api")
                .get()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst();
    }

    private Boolean suspended() {
        return client.batch()
                .v1()
                .cronjobs()
                .inNamespace(NAMESPACE)
                .withName("nightly")
                .get()
                .getSpec()
                .getSuspend();
    }

    @Test
    void replicasCronJobsVariablesAndImagesAreAfterwardsWhatTheyWere() throws Exception {
        var gate = gate(List.of("worker"));
        var before = gate.look();
        assertThat(before.state()).isEqualTo(State.OPEN);

        gate.close(LIMIT, (percent, what) -> {});
        assertThat(gate.look().state()).isEqualTo(State.CLOSED);
        assertThat(replicas("worker")).isZero();
        assertThat(suspended()).isTrue();
        assertThat(variables()).contains(new EnvVar("MAINTENANCE_MODE", "true", null));
        assertThat(image()).isEqualTo("shop/sorry:1");
        gate.close(LIMIT, (percent, what) -> {});

        gate.open(before.details(), LIMIT, (percent, what) -> {});
        assertThat(gate.look()).isEqualTo(before);
        assertThat(replicas("worker")).isEqualTo(2);
        assertThat(suspended()).isFalse();
        assertThat(variables()).containsExactly(new EnvVar("MODE", "normal", null));
        assertThat(image()).isEqualTo("shop/api:1");
    }

    @Test
    void whatTheClusterDoesNotHaveIsNamed() throws Exception {
        var gate = gate(List.of("gone"));

        assertThatThrownBy(gate::look).hasMessage("there is no deployment 'gone' in namespace shop");
    }

    @Test
    void aClusterThatDoesNotAnswerIsSaid() throws Exception {
        Path kubeconfig = Files.writeString(directory.resolve("nowhere"), """
                apiVersion: v1
                kind: Config
                current-context: test
                contexts: [{ name: test, context: { cluster: test, user: test } }]
                clusters: [{ name: test, cluster: { server: "http://127.0.0.1:1" } }]
                users: [{ name: test, user: { token: t } }]
                """);
        var gate = new KubernetesGate(new Gate.Kubernetes(NAMESPACE, kubeconfig, List.of("api"), null, null, null));

        assertThatThrownBy(gate::look).hasMessageContaining("is it reachable");
    }

    @Test
    void itSaysWhatItWouldDo() throws Exception {
        var gate = gate(List.of("worker"));

        assertThat(gate.describe(true))
                .isEqualTo(
                        "Kubernetes scales worker to 0; suspends nightly; sets MAINTENANCE_MODE of api; runs shop/sorry:1 as api in shop");
        assertThat(gate.describe(false)).startsWith("Kubernetes scales worker back; lets nightly run again");
    }
}
