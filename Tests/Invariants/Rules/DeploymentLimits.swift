import KubernetesAPI

/// How many pods a Deployment may have during a rolling update, and how many must be available
/// (D7): surge is rounded up, unavailable down, and both together are at least one.
struct DeploymentLimits {
  var wanted: Int32
  var surge: Int32
  var unavailable: Int32

  var most: Int32 { wanted + surge }
  var least: Int32 { max(0, wanted - unavailable) }

  init(_ deployment: Deployment) {
    wanted = deployment.spec.replicas ?? 1
    let rolling = deployment.spec.strategy.rollingUpdate
    surge = DeploymentLimits.number(rolling?.maxSurge, of: wanted, roundsUp: true)
    unavailable = DeploymentLimits.number(rolling?.maxUnavailable, of: wanted, roundsUp: false)
    if surge == 0, unavailable == 0 { unavailable = 1 }
  }

  private static func number(_ value: IntOrString?, of wanted: Int32, roundsUp: Bool) -> Int32 {
    switch value ?? .string("25%") {
    case .integer(let number): return number
    case .string(let text):
      let percent = Int32(text.dropLast()) ?? 0
      return (wanted * percent + (roundsUp ? 99 : 0)) / 100
    }
  }
}
