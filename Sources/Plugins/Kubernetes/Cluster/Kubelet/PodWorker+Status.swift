import KubernetesAPI
import Simulation

extension PodWorker {
  /// Writes the status as it is now, when it differs from what is stored.
  func report() {
    if !isRejected { write(status()) }
  }

  /// Writes a status, unless the API server cannot be reached: then it is written later.
  func write(_ status: PodStatus) {
    guard kubelet.isConnected else {
      kubelet.isBehind = true
      return
    }
    guard
      let stored = kubelet.server.get(Pod.self, namespace: pod.namespace, name: pod.name),
      stored.metadata.uid == uid
    else { return }
    let copy = stored.copy()
    copy.status = merged(status, into: stored.status)
    do throws(APIError) {
      let written = try kubelet.client.updateStatus(copy)
      if stored.metadata.resourceVersion == pod.metadata.resourceVersion {
        pod = written
      } else {
        // Somebody else has changed the object, and the news of that is still on its way.
        let reported = pod.copy()
        reported.status = written.status
        pod = reported
      }
    } catch {
      // The object went away meanwhile; the watch will say so.
    }
  }

  /// Keeps what others wrote, and the times of conditions that did not change.
  private func merged(_ new: PodStatus, into old: PodStatus) -> PodStatus {
    var result = new
    result.qosClass = old.qosClass
    result.nominatedNodeName = old.nominatedNodeName
    result.kept = old.kept
    let now = world.now.wholeSeconds
    for index in result.conditions.indices {
      let condition = result.conditions[index]
      let known = old.conditions.first { $0.type == condition.type }
      result.conditions[index].lastTransitionTime =
        known?.status == condition.status ? known?.lastTransitionTime : now
    }
    for condition in old.conditions
    where !result.conditions.contains(where: { $0.type == condition.type }) {
      result.conditions.append(condition)
    }
    if !result.conditions.contains(where: { $0.type == "PodScheduled" }) {
      var scheduled = PodWorker.condition("PodScheduled", true)
      scheduled.lastTransitionTime = now
      result.conditions.append(scheduled)
    }
    return result
  }

  /// What the kubelet has to say about the pod now.
  func status() -> PodStatus {
    var status = PodStatus()
    let phase = eviction == nil ? phase() : "Failed"
    // The end of a pod is reported only when nothing of it can run any more.
    let holdsBack =
      (phase == "Succeeded" || phase == "Failed") && stage != .ended && !pod.isBeingDeleted
    status.phase = holdsBack ? (pod.status.phase.isEmpty ? "Pending" : pod.status.phase) : phase
    if let eviction, !holdsBack {
      status.reason = eviction.reason
      status.message = eviction.message
    }
    status.hostIP = kubelet.node.host.address
    var hostIP = PodIP()
    hostIP.ip = status.hostIP
    status.hostIPs = [hostIP]
    if !address.isEmpty, stage != .mounting {
      status.podIP = address
      var podIP = PodIP()
      podIP.ip = address
      status.podIPs = [podIP]
    }
    status.startTime = startTime
    status.initContainerStatuses = initRecords.map { containerStatus($0) }
    status.containerStatuses = mainRecords.map { containerStatus($0) }
    status.conditions = conditions(phase)
    return status
  }

  /// The phase that the states of the containers come to.
  private func phase() -> String {
    let policy = pod.spec.restartPolicy
    if !isInitialized, !areInitContainersDone {
      let hasFailed = initRecords.contains { $0.end != nil && !$0.hasSucceeded }
      if stage == .ended { return "Failed" }
      return hasFailed && policy == "Never" ? "Failed" : "Pending"
    }
    var running = 0
    var failed = 0
    for record in mainRecords {
      if record.isRunning, !record.isInHook {
        running += 1
      } else if let end = record.end {
        if end.exitCode != 0 { failed += 1 }
      } else if stage == .ended {
        failed += 1
      } else {
        return "Pending"
      }
    }
    if running > 0 { return "Running" }
    let isEnding = pod.isBeingDeleted || stage == .ended
    if !isEnding, policy == "Always" || (policy == "OnFailure" && failed > 0) { return "Running" }
    return failed == 0 ? "Succeeded" : "Failed"
  }

  private var areInitContainersDone: Bool {
    initRecords.allSatisfy { $0.isSidecar ? $0.isStarted : $0.hasSucceeded }
  }

  private func containerStatus(_ record: ContainerRecord) -> ContainerStatus {
    var status = ContainerStatus()
    status.name = record.spec.name
    status.image = record.image?.reference ?? record.spec.image
    status.imageID = record.image?.identifier ?? ""
    status.containerID = record.containerID
    status.restartCount = record.restartCount
    status.volumeMounts = record.mounts
    status.started = false
    if let end = record.lastEnd { status.lastState.terminated = end }
    if record.isRunning, !record.isInHook {
      var running = ContainerStateRunning()
      if case .running(let since)? = record.instance?.state {
        running.startedAt = since.wholeSeconds
      }
      status.state.running = running
      status.started = record.isStarted
      status.ready = record.isInit && !record.isSidecar ? false : record.isReady
    } else if let end = record.end, record.obstacle == nil || !needsStart(record) {
      status.state.terminated = end
      status.ready = record.isInit && !record.isSidecar && end.exitCode == 0
    } else if let obstacle = record.obstacle {
      status.state.waiting = obstacle
      if let end = record.end { status.lastState.terminated = end }
    } else if stage == .ended, record.isInit || isInitialized || areInitContainersDone {
      var lost = ContainerStateTerminated()
      lost.exitCode = 137
      lost.reason = "ContainerStatusUnknown"
      lost.message = "The container could not be located when the pod was terminated"
      status.state.terminated = lost
    } else {
      var waiting = ContainerStateWaiting()
      waiting.reason = initRecords.isEmpty ? "ContainerCreating" : "PodInitializing"
      status.state.waiting = waiting
    }
    return status
  }

  // MARK: Conditions

  private static func condition(
    _ type: String, _ isTrue: Bool, _ reason: String = "", _ message: String = ""
  ) -> PodCondition {
    var condition = PodCondition()
    condition.type = type
    condition.status = isTrue ? "True" : "False"
    if !isTrue {
      condition.reason = reason
      condition.message = message
    }
    return condition
  }

  private func conditions(_ phase: String) -> [PodCondition] {
    let hasNetwork = host != nil && !(stage == .ending && !records.contains { $0.isRunning })
    var result = [PodWorker.condition("PodReadyToStartContainers", hasNetwork)]
    let incomplete = initRecords.filter { $0.isSidecar ? !$0.isStarted : !$0.hasSucceeded }
    var initialized = PodWorker.condition(
      "Initialized", isInitialized || incomplete.isEmpty, "ContainersNotInitialized",
      PodWorker.list("containers with incomplete status", incomplete))
    if phase == "Succeeded" {
      initialized = PodWorker.condition("Initialized", true)
      initialized.reason = "PodCompleted"
    }
    result.append(initialized)
    let unready =
      initRecords.filter { $0.isSidecar && !$0.isReady } + mainRecords.filter { !$0.isReady }
    var areReady = PodWorker.condition(
      "ContainersReady", unready.isEmpty, "ContainersNotReady",
      PodWorker.list("containers with unready status", unready))
    if phase == "Succeeded" {
      areReady = PodWorker.condition("ContainersReady", false, "PodCompleted")
    } else if phase == "Failed" {
      areReady = PodWorker.condition("ContainersReady", false, "PodFailed")
    }
    var ready = areReady
    ready.type = "Ready"
    if ready.status == "True", let problem = closedGates {
      ready = PodWorker.condition("Ready", false, "ReadinessGatesNotReady", problem)
    }
    result.append(ready)
    result.append(areReady)
    return result
  }

  private static func list(_ text: String, _ records: [ContainerRecord]) -> String {
    guard !records.isEmpty else { return "" }
    return "\(text): [\(records.map { $0.spec.name }.joined(separator: " "))]"
  }

  /// What is wrong with the conditions that others have to set; nil for nothing.
  private var closedGates: String? {
    var problems: [String] = []
    for gate in pod.spec.readinessGates {
      let condition = pod.condition(gate.conditionType)
      if condition == nil {
        problems.append(
          "corresponding condition of pod readiness gate \"\(gate.conditionType)\" does not exist.")
      } else if condition?.status != "True" {
        problems.append(
          "the status of pod readiness gate \"\(gate.conditionType)\" is not \"True\", but "
            + (condition?.status ?? ""))
      }
    }
    return problems.isEmpty ? nil : problems.joined(separator: ", ")
  }
}
