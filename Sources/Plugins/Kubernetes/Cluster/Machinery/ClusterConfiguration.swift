import Simulation

/// What a cluster consists of and how it behaves in time.
public struct ClusterConfiguration: Hashable, Sendable {
  /// How many nodes there are: node-1, node-2, ….
  public var nodeCount = 3
  /// What the names of the nodes begin with.
  public var nodeNamePrefix = "node-"
  /// How many pods one node takes.
  public var podsPerNode: Int64 = 110
  /// The processors of one node.
  public var processorsPerNode: Int64 = 4
  /// The memory of one node, in MiB.
  public var memoryPerNode: Int64 = 3840
  /// The storage classes that are there from the beginning; the first one is the default.
  public var storageClasses: [StorageClassPreset] = [.standard, .localPath]
  /// Whether a remote volume that is ReadWriteOnce is at one node at a time (V5).
  ///
  /// The fake volumes of the recordings were not; with false they behave like those.
  public var attachesRemoteVolumes = true
  /// How many seconds a pod stays on a node that is not ready or unreachable unless it says
  /// otherwise (N10).
  public var tolerationSeconds: Int64 = 300
  /// How many objects the API server may hold, and how many of these may be pods: a command that
  /// makes more has exceeded a limit. What is asked for can be billions of pods.
  public var objectLimit = 300_000
  /// How many of the objects may be pods; see ``objectLimit``.
  public var podLimit = 12_000
  /// How long things take and how often they are done.
  public var timings = ClusterTimings()

  /// Every part at its default, three nodes among them.
  public init() {}
}

/// A storage class that a cluster can be set up with.
public struct StorageClassPreset: Hashable, Sendable {
  /// The name of the object, which claims ask for.
  public var name: String
  /// Who makes the volumes; see ``Provisioner``.
  public var provisioner: String
  /// `Delete` or `Retain`.
  public var reclaimPolicy = "Delete"
  /// `Immediate` or `WaitForFirstConsumer`.
  public var bindingMode = "Immediate"

  /// A class as given; whether somebody serves the provisioner is not checked.
  public init(
    name: String, provisioner: String, reclaimPolicy: String = "Delete",
    bindingMode: String = "Immediate"
  ) {
    self.name = name
    self.provisioner = provisioner
    self.reclaimPolicy = reclaimPolicy
    self.bindingMode = bindingMode
  }

  /// Volumes that live outside the nodes; made at once when they are asked for.
  public static let standard = StorageClassPreset(
    name: "standard", provisioner: Provisioner.cinder.rawValue)

  /// Folders that every node sees as the same, as in the recordings of a real control plane.
  public static let hostPath = StorageClassPreset(
    name: "standard", provisioner: Provisioner.hostPath.rawValue)

  /// Volumes on a node's own disk; made on the node to which the pod is going.
  public static let localPath = StorageClassPreset(
    name: "local-path", provisioner: Provisioner.localPath.rawValue,
    bindingMode: "WaitForFirstConsumer")
}
