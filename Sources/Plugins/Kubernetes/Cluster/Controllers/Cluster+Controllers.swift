import KubernetesAPI
import Simulation

/// What makes those controllers of a cluster that can be exchanged for others.
package struct ControllerChoice: Sendable {
  package var statefulSets: @Sendable (Cluster) -> ClusterPart = { Cluster.statefulSets($0) }
  package var deployments: @Sendable (Cluster) -> ClusterPart = { Cluster.deployments($0) }
  package var podCollection: @Sendable (Cluster) -> ClusterPart = { Cluster.podCollection($0) }

  package init() {}
}

extension Cluster {
  /// Adds everything that works on the control plane.
  func add(_ controllers: ControllerChoice) {
    add(NamespaceController(self))
    add(controllers.statefulSets(self))
    add(ReplicaSetController(self))
    add(controllers.deployments(self))
    add(JobController(self))
    add(EndpointsController(self))
    add(VolumeController(self))
    add(Scheduler(self))
    add(AttachController(self))
    add(NodeLifecycleController(self))
    add(TaintEvictionController(self))
    add(GarbageCollector(self))
    add(ClaimProtection(self))
    add(VolumeProtection(self))
    add(controllers.podCollection(self))
    add(QuotaController(self))
    add(DisruptionController(self))
  }

  /// The controller of StatefulSets, and how it decides.
  package static func statefulSets(
    _ cluster: Cluster,
    decide: @escaping (StatefulSetView, StatefulSet, VirtualTime) -> StatefulSetDecision = {
      StatefulSetDecision($0, $1, now: $2)
    }
  ) -> ClusterPart { StatefulSetController(cluster, decide: decide) }

  /// The controller of Deployments, and the limits that it sees in one.
  package static func deployments(
    _ cluster: Cluster,
    limits: @escaping (Deployment) -> DeploymentArithmetic = { DeploymentArithmetic($0) }
  ) -> ClusterPart { DeploymentController(cluster, limits: limits) }

  /// The collector of pods without a kubelet, and when it takes a node for out of service.
  package static func podCollection(
    _ cluster: Cluster,
    isOutOfService: @escaping (Node) -> Bool = { PodGarbageCollector.isOutOfService($0) }
  ) -> ClusterPart { PodGarbageCollector(cluster, isOutOfService: isOutOfService) }
}
