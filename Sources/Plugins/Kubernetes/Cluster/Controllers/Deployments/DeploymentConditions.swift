import KubernetesAPI
import Simulation

extension DeploymentStatus {
  func condition(_ type: String) -> DeploymentCondition? { conditions.first { $0.type == type } }

  /// Sets a condition, unless it says the same with the same reason already. A condition that
  /// changes moves to the end of the list.
  mutating func setCondition(
    _ type: String, _ status: String, _ reason: String, _ message: String, now: VirtualTime
  ) {
    var condition = DeploymentCondition()
    condition.type = type
    condition.status = status
    condition.reason = reason
    condition.message = message
    condition.lastUpdateTime = now.wholeSeconds
    condition.lastTransitionTime = now.wholeSeconds
    if let old = self.condition(type) {
      if old.status == status, old.reason == reason { return }
      if old.status == status { condition.lastTransitionTime = old.lastTransitionTime }
    }
    conditions.removeAll { $0.type == type }
    conditions.append(condition)
  }

  /// Notes progress: a True condition keeps the time since which it is True.
  mutating func setProgressing(_ reason: String, _ message: String, now: VirtualTime) {
    var condition = DeploymentCondition()
    condition.type = "Progressing"
    condition.status = "True"
    condition.reason = reason
    condition.message = message
    condition.lastUpdateTime = now.wholeSeconds
    condition.lastTransitionTime = now.wholeSeconds
    if let old = self.condition("Progressing"), old.status == "True" {
      condition.lastTransitionTime = old.lastTransitionTime
    }
    conditions.removeAll { $0.type == "Progressing" }
    conditions.append(condition)
  }
}
