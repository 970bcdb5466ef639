import KubernetesAPI
import OrderedCollections
import Simulation

/// Brings one pod to life on a node, keeps it there, and ends it.
///
/// Like a real kubelet it works in looks (``sync()``): each look reports what is, and then does
/// what is missing. What fails in one look is therefore seen in the status of the next.
final class PodWorker {
  unowned(unsafe) let kubelet: Kubelet
  /// `default/web-0`.
  let key: String
  let uid: String
  /// The newest state of the object that was seen or written.
  var pod: Pod
  var stage = Stage.accepted
  let initRecords: [ContainerRecord]
  let mainRecords: [ContainerRecord]
  /// The pod's place on the network; the node itself for a pod of the host network.
  var host: Host?
  /// The address of that place, also while nothing runs there any more.
  var address = ""
  let volumes: VolumeMounter
  /// `hosts`, `hostname` and `resolv.conf`.
  var ownFiles: Disk?
  var startTime: VirtualTime?
  /// Whether the pod's containers were ever all started; init containers do not run again then.
  var isInitialized = false
  /// Whether containers are being started at the moment.
  var isStarting = false
  /// How soon the next look follows when this one fails.
  var followUp = KubeletTimings.notice
  /// What is scheduled for an earlier life of the pod does not happen any more.
  private(set) var life = 0
  var nextLook: ScheduledEvent?
  private var noticing: ScheduledEvent?
  var killing: ScheduledEvent?
  var mountFailures: Int64 = 0
  /// The volume whose attachment the pod waits for; kept by the kubelet.
  var awaitedVolume: String?
  /// Since when the pod waits for a volume that is not attached.
  var waitsForAttachmentSince: VirtualTime?
  /// Why the kubelet ended the pod, if it did.
  var eviction: Eviction?
  /// When the pod will have been active for as long as it may.
  var deadline: ScheduledEvent?
  /// Whether the kubelet never took the pod on.
  var isRejected = false
  /// Whether the node lost its power since the kubelet last looked at the pod.
  var wasInterrupted = false
  /// Whether somebody removed the object without waiting for the kubelet.
  private(set) var isObjectGone = false

  /// How far the pod has come.
  enum Stage {
    /// The kubelet knows of it.
    case accepted
    /// Its volumes are made ready.
    case mounting
    /// Its containers run, or are being started.
    case running
    /// Its containers are being stopped.
    case ending
    /// Nothing of it runs any more, and its last status is written or about to be.
    case ended
  }

  init(_ kubelet: Kubelet, _ pod: Pod) {
    self.kubelet = kubelet
    self.pod = pod
    key = pod.key
    uid = pod.metadata.uid
    initRecords = pod.spec.initContainers.map { ContainerRecord($0, isInit: true) }
    mainRecords = pod.spec.containers.map { ContainerRecord($0, isInit: false) }
    volumes = VolumeMounter(kubelet)
    startTime = pod.status.startTime
  }

  var world: World { kubelet.world }
  var records: [ContainerRecord] {
    initRecords.isEmpty ? mainRecords : initRecords + mainRecords
  }
  /// `pod/default/web-0`, the subject in the trace.
  var subject: String { "pod/" + key }
  var hostname: String {
    if pod.spec.hostNetwork { return kubelet.node.name }
    return pod.spec.hostname.isEmpty ? pod.name : pod.spec.hostname
  }
  var fields: PodFields {
    PodFields(
      pod: pod, nodeName: kubelet.node.name, nodeAddress: kubelet.node.host.address,
      podAddress: address)
  }

  // MARK: Time

  /// Lets something happen later, unless the pod's life on this node has taken another turn.
  @discardableResult
  func later(
    _ delay: VirtualDuration, _ body: @escaping (PodWorker) -> Void
  ) -> ScheduledEvent {
    let life = life
    return world.schedule(after: delay) { [self] in
      if life == self.life { body(self) }
    }
  }

  /// Takes back everything that is scheduled for the pod.
  func turn() {
    life += 1
    isStarting = false
    nextLook = nil
    noticing = nil
    killing?.cancel()
    killing = nil
    deadline?.cancel()
    deadline = nil
  }

  /// Looks at the pod again after `delay`; of several wishes the last one counts.
  func lookAgain(after delay: VirtualDuration) {
    nextLook?.cancel()
    nextLook = later(delay) { $0.sync() }
  }

  /// Looks at the pod when the start of a container has been noticed.
  func noticeStart() {
    if let noticing, !noticing.isCancelled { return }
    noticing = later(kubelet.notice(usual: KubeletTimings.notice)) { $0.sync() }
  }

  // MARK: News

  /// Takes note of a change of the object that somebody made.
  func update(_ newer: Pod) {
    guard PodWorker.version(of: newer) > PodWorker.version(of: pod) else { return }
    let before = pod
    pod = newer
    switch stage {
    case .accepted: break
    case .mounting, .running:
      if newer.isBeingDeleted {
        end(grace: newer.metadata.deletionGracePeriodSeconds ?? 30)
      } else {
        if newer.spec.activeDeadlineSeconds != before.spec.activeDeadlineSeconds { keepDeadline() }
        if !newer.hasSameStatus(as: before) { report() }
      }
    case .ending:
      let grace = newer.metadata.deletionGracePeriodSeconds ?? 30
      if newer.isBeingDeleted, grace < before.metadata.deletionGracePeriodSeconds ?? Int64.max {
        shorten(grace: grace)
      }
    case .ended:
      if newer.isBeingDeleted, !before.isBeingDeleted { remove() }
    }
  }

  static func version(of pod: Pod) -> Int64 { Int64(pod.metadata.resourceVersion) ?? 0 }

  /// Takes note that the object is gone: what runs is ended without a report.
  func objectWasRemoved() {
    isObjectGone = true
    switch stage {
    case .accepted, .ended: discard()
    case .mounting, .running: end(grace: 1)
    case .ending: shorten(grace: 1)
    }
  }

  /// Ends the pod's life on the node: its place on the network and its volumes go.
  func discard() {
    turn()
    stage = .ended
    tearDown()
    for record in records {
      record.stopProbes()
      record.instance?.onExit = nil
    }
    world.trace.stopWaiting(subject)
    kubelet.forget(self)
  }

  /// Gives the place on the network back.
  func tearDown() {
    if let host, host !== kubelet.node.host { world.network.detach(host) }
    kubelet.hostPorts.close(owner: uid)
    host = nil
    ownFiles = nil
    volumes.unmount()
  }
}
