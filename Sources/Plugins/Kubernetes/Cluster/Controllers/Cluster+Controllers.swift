extension Cluster {
  /// Adds everything that works on the control plane.
  func addControllers() {}
}
