import Simulation
import Values

extension TablePrinter {
  /// K2, N3.
  static let pods = TablePrinter(
    columns: [
      .name, .init("Ready"), .init("Status"), .init("Restarts"), .age,
      .init("IP", priority: 1), .init("Node", priority: 1), .init("Nominated Node", priority: 1),
      .init("Readiness Gates", priority: 1),
    ]
  ) { object, now in
    guard let pod = object as? Pod else { return [] }
    let summary = PodSummary(pod)
    return [
      .string(pod.name), .string("\(summary.ready)/\(summary.total)"), .string(summary.status),
      .string(summary.restartsText(now)), age(pod, now),
      orNone(pod.status.podIP), orNone(pod.spec.nodeName), orNone(pod.status.nominatedNodeName),
      .string(readinessGates(pod)),
    ]
  }

  static func readinessGates(_ pod: Pod) -> String {
    if pod.spec.readinessGates.isEmpty { return "<none>" }
    let met = pod.spec.readinessGates.filter { gate in
      pod.status.conditions.contains { $0.type == gate.conditionType && $0.status == "True" }
    }
    return "\(met.count)/\(pod.spec.readinessGates.count)"
  }
}

/// What the first columns of a pod's row say (N3).
public struct PodSummary {
  /// `Running`, `ContainerCreating`, `Init:0/2`, `Terminating`, ….
  public private(set) var status: String
  /// Containers that are ready; sidecars count.
  public private(set) var ready = 0
  /// Containers that should be ready; sidecars count, other init containers do not.
  public private(set) var total: Int
  /// Restarts of what is at work: of init containers until they are through, of sidecars and
  /// containers then.
  public private(set) var restarts: Int32 = 0
  /// When the last run that was followed by a restart ended.
  private(set) var lastRestart: VirtualTime?

  /// Works the columns out from the status as it is stored.
  public init(_ pod: Pod) {
    status = pod.status.reason.isEmpty ? pod.status.phase : pod.status.reason
    total = pod.spec.containers.count
    let isGated = pod.status.conditions.contains {
      $0.type == "PodScheduled" && $0.reason == "SchedulingGated"
    }
    if isGated { status = "SchedulingGated" }
    let isInitializing = countInitContainers(pod)
    if !isInitializing || PodSummary.isInitialized(pod) { countContainers(pod) }
    if pod.isBeingDeleted, pod.status.reason == "NodeLost" {
      status = "Unknown"
    } else if pod.isBeingDeleted, pod.status.phase != "Succeeded", pod.status.phase != "Failed" {
      status = "Terminating"
    }
  }

  static func isInitialized(_ pod: Pod) -> Bool {
    pod.status.conditions.contains { $0.type == "Initialized" && $0.status == "True" }
  }

  static func isSidecar(_ container: Container) -> Bool { container.restartPolicy == "Always" }

  mutating func note(_ container: ContainerStatus) {
    if let end = container.lastState.terminated?.finishedAt {
      lastRestart = max(lastRestart ?? end, end)
    }
  }

  /// Gives whether init containers are still to do.
  mutating func countInitContainers(_ pod: Pod) -> Bool {
    for container in pod.spec.initContainers where PodSummary.isSidecar(container) { total += 1 }
    var sidecarRestarts: Int32 = 0
    for (index, container) in pod.status.initContainerStatuses.enumerated() {
      restarts += container.restartCount
      note(container)
      let declared = pod.spec.initContainers.first { $0.name == container.name }
      let isSidecar = declared.map { PodSummary.isSidecar($0) } ?? false
      if isSidecar { sidecarRestarts += container.restartCount }
      if let terminated = container.state.terminated, terminated.exitCode == 0 { continue }
      if isSidecar, container.started == true {
        if container.ready { ready += 1 }
        continue
      }
      if let terminated = container.state.terminated {
        if !terminated.reason.isEmpty {
          status = "Init:" + terminated.reason
        } else if terminated.signal != 0 {
          status = "Init:Signal:\(terminated.signal)"
        } else {
          status = "Init:ExitCode:\(terminated.exitCode)"
        }
      } else if let waiting = container.state.waiting, !waiting.reason.isEmpty,
        waiting.reason != "PodInitializing"
      {
        status = "Init:" + waiting.reason
      } else {
        status = "Init:\(index)/\(pod.spec.initContainers.count)"
      }
      return true
    }
    restarts = sidecarRestarts
    return false
  }

  mutating func countContainers(_ pod: Pod) {
    var hasRunning = false
    for container in pod.status.containerStatuses.reversed() {
      restarts += container.restartCount
      note(container)
      if let waiting = container.state.waiting, !waiting.reason.isEmpty {
        status = waiting.reason
      } else if let terminated = container.state.terminated {
        if !terminated.reason.isEmpty {
          status = terminated.reason
        } else if terminated.signal != 0 {
          status = "Signal:\(terminated.signal)"
        } else {
          status = "ExitCode:\(terminated.exitCode)"
        }
      } else if container.ready, container.state.running != nil {
        hasRunning = true
        ready += 1
      }
    }
    if status == "Completed", hasRunning {
      let isReady = pod.status.conditions.contains { $0.type == "Ready" && $0.status == "True" }
      status = isReady ? "Running" : "NotReady"
    }
  }

  /// `0`, or `2 (23s ago)`.
  func restartsText(_ now: VirtualTime) -> String {
    guard restarts > 0, let lastRestart else { return String(restarts) }
    return "\(restarts) (\(now.age(of: lastRestart)) ago)"
  }
}
