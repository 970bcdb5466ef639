extension Cluster {
  /// Adds everything that works on the control plane.
  func addControllers() {
    add(StatefulSetController(self))
    add(ReplicaSetController(self))
    add(DeploymentController(self))
    add(VolumeController(self))
    add(Scheduler(self))
  }
}
