package io.tidegate.dbagent.gate;

import io.tidegate.dbagent.config.Gate;
import io.tidegate.dbagent.step.StepProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Scales deployments to nothing, suspends cron jobs, sets variables and images of containers; and gives all of it back
 * as it was, then waits until what runs is ready.
 */
final class KubernetesGate implements GateDriver {
    private final Gate.Kubernetes gate;
    private final List<KubernetesPart> deployments;
    private final List<KubernetesPart> cronJobs;
    /** Variables, then images: what a deployment's pods are made of. */
    private final List<KubernetesPart> pods = new ArrayList<>();

    KubernetesGate(Gate.Kubernetes gate) {
        this.gate = gate;
        deployments = Objects.requireNonNullElse(gate.deployments(), List.<String>of()).stream()
                .<KubernetesPart>map(KubernetesPart.Replicas::new)
                .toList();
        cronJobs = Objects.requireNonNullElse(gate.cronJobs(), List.<String>of()).stream()
                .<KubernetesPart>map(KubernetesPart.Suspension::new)
                .toList();
        Objects.requireNonNullElse(gate.environment(), List.<Gate.Kubernetes.Variable>of())
                .forEach(each -> pods.add(new KubernetesPart.Variable(each)));
        Objects.requireNonNullElse(gate.images(), List.<Gate.Kubernetes.Image>of())
                .forEach(each -> pods.add(new KubernetesPart.Image(each)));
    }

    @Override
    public String describe(boolean close) {
        return "Kubernetes "
                + all(deployments, cronJobs, pods).stream()
                        .map(part -> part.describe(close))
                        .collect(Collectors.joining("; "))
                + " in " + gate.namespace();
    }

    @SafeVarargs
    private static List<KubernetesPart> all(List<KubernetesPart>... inOrder) {
        return List.of(inOrder).stream().flatMap(List::stream).toList();
    }

    @Override
    public Standing look() throws GateException {
        return KubernetesCluster.with(gate, cluster -> {
            Map<String, String> details = new LinkedHashMap<>();
            boolean closed = true;
            for (KubernetesPart part : all(deployments, cronJobs, pods)) {
                closed &= part.look(cluster, details);
            }
            return new Standing(closed ? State.CLOSED : State.OPEN, details);
        });
    }

    @Override
    public void close(Duration limit, StepProgress progress) throws GateException {
        KubernetesCluster.with(gate, cluster -> {
            for (KubernetesPart part : all(cronJobs, pods, deployments)) {
                progress.doing(null, "Kubernetes " + part.describe(true));
                part.close(cluster, limit);
            }
            return true;
        });
    }

    @Override
    public void open(Map<String, String> before, Duration limit, StepProgress progress) throws GateException {
        KubernetesCluster.with(gate, cluster -> {
            for (KubernetesPart part : all(pods, deployments, cronJobs)) {
                progress.doing(null, "Kubernetes " + part.describe(false));
                part.open(cluster, before, limit);
            }
            return true;
        });
    }
}
