import KubernetesAPI
import Simulation

/// When the changes began that a Service's endpoints have not followed yet: the earliest moment at
/// which a pod became Ready or not Ready since the last time they were looked at.
struct TriggerTimes {
  private var known: [String: VirtualTime] = [:]
  private var earliest: VirtualTime?
  private var isNew = true

  /// Takes over a pod of the Service as it is now.
  mutating func note(_ pod: Pod) {
    guard let time = pod.condition("Ready")?.lastTransitionTime else { return }
    if let before = known.updateValue(time, forKey: pod.name), before >= time { return }
    earliest = earliest.map { min($0, time) } ?? time
  }

  mutating func forget(_ pod: String) { known[pod] = nil }

  /// The moment for what is written now; a new Service counts from its own beginning.
  mutating func take(_ service: Service) -> VirtualTime? {
    defer {
      earliest = nil
      isNew = false
    }
    return isNew ? service.metadata.creationTimestamp : earliest
  }
}
