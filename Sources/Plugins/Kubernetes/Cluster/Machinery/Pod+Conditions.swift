public import KubernetesAPI
public import Simulation

extension Pod {
  /// Whether the pod's Ready condition is True.
  public var isReady: Bool {
    guard let index = status.conditions.firstIndex(where: { $0.type == "Ready" }) else {
      return false
    }
    return status.conditions[index].status == "True"
  }

  /// Running with the Ready condition True (S6).
  public var isRunningAndReady: Bool { status.phase == "Running" && isReady }

  /// Whether its containers have ended for good.
  public var isFinished: Bool { status.phase == "Succeeded" || status.phase == "Failed" }

  /// Neither ended nor being deleted: what a ReplicaSet counts (D3).
  public var isActive: Bool { !isFinished && !isBeingDeleted }

  /// The condition of a type such as `PodScheduled`; nil while nobody has set it.
  public func condition(_ type: String) -> PodCondition? {
    status.conditions.first { $0.type == type }
  }

  /// Since when it is Ready; nil when it is not.
  public var readySince: VirtualTime? {
    guard let ready = condition("Ready"), ready.status == "True" else { return nil }
    return ready.lastTransitionTime ?? metadata.creationTimestamp ?? .zero
  }

  /// The names of the claims that its volumes refer to.
  public var claimNames: [String] {
    spec.volumes.compactMap { $0.persistentVolumeClaim?.claimName }
  }
}
