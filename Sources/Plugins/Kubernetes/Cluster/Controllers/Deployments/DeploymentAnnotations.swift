import KubernetesAPI

/// The annotations by which a Deployment and its ReplicaSets know each other (D2).
enum DeploymentAnnotations {
  static let revision = "deployment.kubernetes.io/revision"
  static let history = "deployment.kubernetes.io/revision-history"
  static let desired = "deployment.kubernetes.io/desired-replicas"
  static let maximum = "deployment.kubernetes.io/max-replicas"
  static let templateHash = "pod-template-hash"
  static let lastApplied = "kubectl.kubernetes.io/last-applied-configuration"

  /// Those that are not copied from the Deployment to its ReplicaSets.
  static let own: Set<String> = [
    revision, history, desired, maximum, lastApplied,
    "deprecated.deployment.rollback.to",
  ]

  /// The revision number of a set; 0 when it has none.
  static func revision(of set: ReplicaSet) -> Int64 {
    min(set.metadata.annotations[revision].flatMap { Int64($0) } ?? 0, Int64.max - 1)
  }

  /// Copies what the Deployment says about itself, such as the cause of a change, to a set.
  static func copy(from deployment: Deployment, to set: ReplicaSet) {
    for entry in deployment.metadata.annotations where !own.contains(entry.key) {
      set.metadata.annotations[entry.key] = entry.value
    }
  }

  /// Gives a set a newer revision number and remembers the one it had.
  static func setRevision(_ number: Int64, of set: ReplicaSet) {
    let old = revision(of: set)
    guard old < number else { return }
    set.metadata.annotations[revision] = String(number)
    guard old > 0 else { return }
    if let before = set.metadata.annotations[history], !before.isEmpty {
      set.metadata.annotations[history] = before + "," + String(old)
    } else {
      set.metadata.annotations[history] = String(old)
    }
  }

  /// Notes how many were wanted in all when the set was scaled; true when that is news.
  static func setScale(_ arithmetic: DeploymentArithmetic, of set: ReplicaSet) {
    set.metadata.annotations[desired] = String(arithmetic.replicas)
    set.metadata.annotations[maximum] = String(arithmetic.replicas + arithmetic.maxSurge)
  }
}
