extension Cluster {
  /// Adds everything that works on the control plane.
  func addControllers() {
    add(NamespaceController(self))
    add(StatefulSetController(self))
    add(ReplicaSetController(self))
    add(DeploymentController(self))
    add(EndpointsController(self))
    add(VolumeController(self))
    add(Scheduler(self))
    add(AttachController(self))
    add(NodeLifecycleController(self))
    add(TaintEvictionController(self))
    add(GarbageCollector(self))
    add(ClaimProtection(self))
    add(VolumeProtection(self))
    add(PodGarbageCollector(self))
  }
}
