import Simulation

extension Cluster {
  /// The fault behind the silence of a node; nil when no fault explains it.
  ///
  /// A controller only sees that nobody speaks, on a clock of its own. Who asks why wants to know
  /// what silenced the node.
  func silence(of host: Host) -> TraceNumber? {
    if !host.isUp {
      return lastFault(of: ["host/\(host.name)", "host/\(host.machine?.name ?? host.name)"])
    }
    return world.network.canReach(host, controlPlane) ? nil : lastFault(of: ["network"])
  }

  /// What lets a node that runs speak again with the control plane.
  func reunion() -> TraceNumber? { lastFault(of: ["network", "host/\(controlPlane.name)"]) }

  private func lastFault(of subjects: Set<String>) -> TraceNumber? {
    world.trace.entries.last { $0.actor == "sim" && subjects.contains($0.subject) }?.number
  }
}
