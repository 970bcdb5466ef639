public import Simulation

/// How long things take in a cluster, and how often they are done. The defaults are those of
/// Kubernetes v1.32.
public struct ClusterTimings: Hashable, Sendable {
  /// From a change that concerns a controller to its reaction; bursts become one reaction.
  public var reaction = VirtualDuration.milliseconds(2)
  /// The first wait after an error; each further one is twice as long.
  public var retry = VirtualDuration.milliseconds(5)
  /// How often a kubelet renews its lease (N9).
  public var leaseInterval = VirtualDuration.seconds(10)
  /// How often the node controller looks at the leases (N9).
  public var nodeMonitorInterval = VirtualDuration.seconds(5)
  /// How old a lease may be before its node counts as lost: 50 s since v1.32.
  public var nodeGrace = VirtualDuration.seconds(50)
  /// How often pods of vanished nodes are looked for (N12).
  public var podCollectionInterval = VirtualDuration.seconds(20)
  /// How long a node has to be gone before its pods are removed (N12).
  public var nodeQuarantine = VirtualDuration.seconds(40)
  /// How often claims and volumes are looked at again without a reason.
  public var volumeResync = VirtualDuration.seconds(15)
  /// How long making a volume takes.
  public var provisioning = VirtualDuration.milliseconds(10)
  /// How long attaching or detaching a volume takes.
  public var attaching = VirtualDuration.milliseconds(100)
  /// How long a volume of a lost node stays attached before it is taken by force (V6).
  public var forcedDetach = VirtualDuration.seconds(360)
  /// How long the scheduler thinks about one pod.
  public var scheduling = VirtualDuration.milliseconds(3)
  /// How long a pod that fitted nowhere waits at first before it is tried again; each further
  /// wait is twice as long.
  public var schedulingBackoff = VirtualDuration.seconds(1)
  /// From the end of such a wait to the next round of the queue, which is made every second.
  public var schedulingFlush = VirtualDuration.milliseconds(500)
  /// The longest such wait.
  public var schedulingBackoffLimit = VirtualDuration.seconds(10)
  /// How long a pod that fits nowhere is left alone when nothing that could help happens.
  public var unschedulableLimit = VirtualDuration.minutes(5)
  /// How often the scheduler looks for such pods.
  public var unschedulableRound = VirtualDuration.seconds(30)
  /// How often a kubelet looks at its containers, each at moments of its own, as real ones do
  /// every second. With zero, the default, every kubelet notices everything after the same time,
  /// so that what is shown does not hang on the moment.
  public var relisting = VirtualDuration.zero
  /// What pulling an image takes.
  public var pulling = VirtualDuration.milliseconds(500)
  /// How long events are kept.
  public var eventLifetime = VirtualDuration.seconds(3600)

  /// Every time at its default.
  public init() {}
}
