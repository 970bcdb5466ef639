/// What a scenario deploys: a StatefulSet or a Deployment, and a Service in front of it.
struct Workload: Hashable {
  /// The name of the set, of its Service, and the value of its label `app`.
  var name: String
  var kind: Kind
  var replicas: Int
  /// The number in the image's tag; there are several good ones.
  var image: Int
  /// Whether the main process ignores SIGTERM, so that a pod takes its grace period to end.
  var stopsSlowly: Bool
  var graceSeconds: Int
  /// How long a pod stays on a lost node; nil leaves the default of 300 s.
  var tolerationSeconds: Int?
  var minReadySeconds: Int
  /// Whether readiness depends on a file in the container.
  var hasProbe: Bool
  var service: ServiceKind
  /// The storage class of its claims; nil for a set without claims.
  var storageClass: String?

  enum Kind: Hashable {
    case statefulSet(StatefulSetOptions)
    case deployment(DeploymentOptions)
  }

  enum ServiceKind: Hashable {
    case headless
    case headlessForAll
    case cluster
  }

  struct StatefulSetOptions: Hashable {
    var isParallel = false
    var update = Update.partition(0)
    var start = 0
    var whenScaled = "Retain"
    var whenDeleted = "Retain"
  }

  enum Update: Hashable {
    case partition(Int)
    /// `type: RollingUpdate` without parameters, which is not the same as partition 0 (S13).
    case bare
    case onDelete
  }

  struct DeploymentOptions: Hashable {
    var surge = "25%"
    var unavailable = "25%"
    var isRecreate = false
  }

  var isStatefulSet: Bool { if case .statefulSet = kind { true } else { false } }
  /// `sts/web`, `deployment/shop`.
  var target: String { (isStatefulSet ? "sts/" : "deployment/") + name }
  var file: String { name + ".yaml" }
  var repository: String { stopsSlowly ? "busybox" : "nginx" }
  func image(_ number: Int) -> String {
    repository + (stopsSlowly ? ":1.3\(3 + number)" : ":1.2\(4 + number)")
  }

  /// How many good images there are.
  static let imageCount = 4
  /// A tag that no registry has.
  static let badTag = "nosuchtag"
  /// A command that fails at once.
  static let badCommand = ["sh", "-c", "exit 1"]
}
