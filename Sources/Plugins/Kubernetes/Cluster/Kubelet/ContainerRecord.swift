import KubernetesAPI
import Simulation

/// What a kubelet knows about one container of a pod: the instance that runs or ran last, how
/// often it was started, and why it does not run.
final class ContainerRecord {
  let spec: KubernetesAPI.Container
  /// Init containers run before the others, one after the other.
  let isInit: Bool
  /// The newest instance.
  var instance: Simulation.Container?
  /// The instance before that one, for `logs --previous`.
  var previous: Simulation.Container?
  var image: ImageStore.StoredImage?
  var containerID = ""
  var restartCount: Int32 = 0
  /// How the newest instance ended; nil while it runs or before there is one.
  var end: ContainerStateTerminated?
  /// When it ended, to the millisecond.
  var endedAt: VirtualTime?
  /// How the one before ended.
  var lastEnd: ContainerStateTerminated?
  /// Why the last try to start it failed; nothing once it runs.
  var obstacle: ContainerStateWaiting?
  var crashes = BackOff()
  var pulls = BackOff()
  /// Whether its readiness probe, if it has one, says yes.
  var isProbedReady = false
  /// Whether its startup probe, if it has one, said yes.
  var isProbedStarted = false
  /// While it is started the container counts as waiting: its postStart hook runs.
  var isInHook = false
  /// How far its end has come.
  var ending = Ending.none
  var probes: [ProbeRunner] = []
  /// Whether the newest instance went with its node's power, and nobody has looked for it since.
  private var isMissing = false
  /// How its volumes are mounted, for the status.
  let mounts: [VolumeMountStatus]

  /// The steps to a container's end.
  enum Ending: Equatable {
    case none
    /// Its preStop hook runs.
    case hook
    /// It waits until it may hear the stop signal.
    case turn
    /// It has heard it.
    case signalled(VirtualTime)
  }

  init(_ spec: KubernetesAPI.Container, isInit: Bool) {
    self.spec = spec
    self.isInit = isInit
    mounts = spec.volumeMounts.map { mount in
      var status = VolumeMountStatus()
      status.name = mount.name
      status.mountPath = mount.mountPath
      if mount.readOnly {
        status.readOnly = true
        status.recursiveReadOnly = "Disabled"
      }
      return status
    }
  }

  /// An init container that goes on running beside the others.
  var isSidecar: Bool { isInit && spec.restartPolicy == "Always" }
  var isRunning: Bool { end == nil && (instance?.isRunning ?? false) }
  var wasStarted: Bool { instance != nil }
  var hasSucceeded: Bool { end?.exitCode == 0 }
  /// Running, and through its hook and its startup probe.
  var isStarted: Bool { isRunning && !isInHook && (spec.startupProbe == nil || isProbedStarted) }
  var isReady: Bool { isStarted && (spec.readinessProbe == nil || isProbedReady) }

  /// The part of the pod that events name: `spec.containers{nginx}`.
  var fieldPath: String {
    isInit ? "spec.initContainers{\(spec.name)}" : "spec.containers{\(spec.name)}"
  }

  func stopProbes() {
    for probe in probes { probe.stop() }
    probes = []
  }

  /// Forgets the newest instance as a lost machine does; its end counts as the last one.
  func noteLost(now: VirtualTime) {
    stopProbes()
    isInHook = false
    isProbedReady = false
    isProbedStarted = false
    obstacle = nil
    guard let lost = instance else { return }
    lost.onExit = nil
    lost.noteVanished()
    if end == nil {
      var terminated = ContainerStateTerminated()
      terminated.exitCode = 255
      terminated.reason = "Unknown"
      terminated.finishedAt = now.wholeSeconds
      isMissing = true
      terminated.containerID = containerID
      if case .exited(let record) = lost.state {
        terminated.startedAt = record.startedAt.wholeSeconds
      }
      end = terminated
    }
    endedAt = nil
  }

  /// The runtime is there again, and finds the lost instance ended: nobody knows when it did, so it
  /// counts as having ended now.
  func noteFound(now: VirtualTime) {
    guard isMissing else { return }
    isMissing = false
    instance?.noteFound()
    end?.finishedAt = now.wholeSeconds
  }

  /// Forgets every instance, as a kubelet does that finds none of them after a loss of power.
  func forgetInstances() {
    stopProbes()
    instance?.onExit = nil
    instance = nil
    end = nil
    endedAt = nil
    lastEnd = nil
    restartCount = 0
    containerID = ""
  }
}
