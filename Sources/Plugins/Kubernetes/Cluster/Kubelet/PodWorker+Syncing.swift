import KubernetesAPI
import Simulation

extension PodWorker {
  /// One look at the pod: what is gets reported, what is missing gets started.
  func sync() {
    guard stage == .running else { return }
    let status = status()
    act()
    write(status)
  }

  /// Starts what has to run and does not.
  func act() {
    guard stage == .running, !isStarting else { return }
    switch initProgress() {
    case .waiting: return
    case .failed:
      complete()
      return
    case .start(let record):
      start([record])
      return
    case .done: break
    }
    let missing = mainRecords.filter { needsStart($0) }
    if !missing.isEmpty {
      start(missing)
    } else if mainRecords.allSatisfy({ $0.end != nil }) {
      isInitialized = true
      complete()
    } else {
      isInitialized = true
    }
  }

  private enum InitProgress {
    case done
    case waiting
    case start(ContainerRecord)
    case failed
  }

  /// The init containers run one after the other; sidecars stay and make way for the next.
  private func initProgress() -> InitProgress {
    if isInitialized {
      if let ended = initRecords.first(where: { $0.isSidecar && !$0.isRunning }),
        !mainRecords.allSatisfy({ $0.end != nil && !needsStart($0) })
      {
        return .start(ended)
      }
      return .done
    }
    for record in initRecords {
      if record.isSidecar {
        if record.isStarted { continue }
        return record.isRunning ? .waiting : .start(record)
      }
      if record.hasSucceeded { continue }
      if record.isRunning { return .waiting }
      if record.end != nil, pod.spec.restartPolicy == "Never" { return .failed }
      return .start(record)
    }
    return .done
  }

  /// Whether a container has to be started, or started again.
  func needsStart(_ record: ContainerRecord) -> Bool {
    guard let end = record.end else { return !record.wasStarted }
    switch pod.spec.restartPolicy {
    case "Never": return false
    case "OnFailure": return end.exitCode != 0
    default: return true
    }
  }

  // MARK: Starting

  /// Starts containers one after the other; pulling the image of one holds up the next.
  private func start(_ records: [ContainerRecord]) {
    isStarting = true
    startNext(records[...], hasFailed: false)
  }

  private func startNext(_ rest: ArraySlice<ContainerRecord>, hasFailed: Bool) {
    guard let record = rest.first else {
      isStarting = false
      if hasFailed {
        lookAgain(after: followUp)
        followUp = KubeletTimings.retry
      } else if initRecords.isEmpty || mainRecords.allSatisfy({ $0.wasStarted }) {
        isInitialized = true
      }
      return
    }
    startOne(record) { worker, isStarted in
      worker.startNext(rest.dropFirst(), hasFailed: hasFailed || !isStarted)
    }
  }

  private func startOne(
    _ record: ContainerRecord, _ completion: @escaping (PodWorker, Bool) -> Void
  ) {
    if holdsBack(record) {
      completion(self, false)
      return
    }
    let reference = record.spec.image
    if let problem = ImageStore.problem(with: reference) {
      warn(
        record, "InspectFailed", "Failed to apply default image tag \"\(reference)\": \(problem)")
      warn(record, "Failed", "Error: InvalidImageName")
      hinder(
        record, "InvalidImageName",
        "Failed to apply default image tag \"\(reference)\": \(problem)")
      completion(self, false)
      return
    }
    let present = kubelet.images.image(reference)
    if let present, record.spec.imagePullPolicy != "Always" {
      note(
        record, "Pulled", "Container image \"\(reference)\" already present on machine")
      completion(self, run(record, present))
      return
    }
    if record.spec.imagePullPolicy == "Never" {
      let message = "Container image \"\(reference)\" is not present with pull policy of Never"
      warn(record, "ErrImageNeverPull", message)
      warn(record, "Failed", "Error: ErrImageNeverPull")
      hinder(record, "ErrImageNeverPull", message)
      completion(self, false)
      return
    }
    pull(record, completion)
  }

  private func pull(
    _ record: ContainerRecord, _ completion: @escaping (PodWorker, Bool) -> Void
  ) {
    let reference = record.spec.image
    if record.pulls.end(now: world.now) != nil {
      let message = "Back-off pulling image \"\(reference)\""
      note(record, "BackOff", message)
      warn(record, "Failed", "Error: ImagePullBackOff")
      hinder(record, "ImagePullBackOff", message)
      completion(self, false)
      return
    }
    note(record, "Pulling", "Pulling image \"\(reference)\"")
    let isCurrent = currentLife()
    kubelet.images.pull(reference) { [self] outcome in
      guard isCurrent() else { return }
      switch outcome {
      case .pulled(let image, let took, let waited):
        note(
          record, "Pulled",
          "Successfully pulled image \"\(reference)\" in \(took.milliseconds)ms"
            + " (\(PodWorker.text(waited)) including waiting). Image size: \(image.image.size)"
            + " bytes.")
        completion(self, run(record, image))
      case .failed(let reason):
        record.pulls.note(world.now, now: world.now)
        warn(record, "Failed", "Failed to pull image \"\(reference)\": \(reason)")
        warn(record, "Failed", "Error: ErrImagePull")
        hinder(record, "ErrImagePull", reason)
        completion(self, false)
      }
    }
  }

  /// Go's text of a duration in milliseconds: `500ms`, `1.25s`.
  static func text(_ duration: VirtualDuration) -> String {
    let count = duration.milliseconds
    if count < 1000 { return "\(count)ms" }
    if count < 60_000 {
      var fraction = padded(count % 1000, 3)
      while fraction.hasSuffix("0") { fraction.removeLast() }
      return fraction.isEmpty ? "\(count / 1000)s" : "\(count / 1000).\(fraction)s"
    }
    let rest = text(.milliseconds(count % 60_000))
    return "\(count / 60_000)m" + (count % 60_000 < 1000 ? "0s" : rest)
  }

  /// Whether a container that failed has to wait before it is started again (N7).
  private func holdsBack(_ record: ContainerRecord) -> Bool {
    guard let endedAt = record.endedAt else { return false }
    let now = world.now
    if let end = record.crashes.end(after: endedAt, now: now) {
      warn(
        record, "BackOff",
        "Back-off restarting failed container \(record.spec.name) in pod"
          + " \(pod.name)_\(pod.namespace)(\(uid))")
      hinder(
        record, "CrashLoopBackOff",
        "back-off \(record.crashes.text) restarting failed container=\(record.spec.name)"
          + " pod=\(pod.name)_\(pod.namespace)(\(uid))")
      world.trace.wait(
        subject, actor: kubelet.actor,
        reason: "\(record.spec.name) failed and is started again in "
          + "\((end - now).milliseconds / 1000) s", at: now)
      later(end - now) { $0.sync() }
      return true
    }
    record.crashes.note(endedAt, now: now)
    return false
  }

  func hinder(_ record: ContainerRecord, _ reason: String, _ message: String) {
    var obstacle = ContainerStateWaiting()
    obstacle.reason = reason
    obstacle.message = message
    record.obstacle = obstacle
  }

  func note(_ record: ContainerRecord, _ reason: String, _ message: String) {
    kubelet.recorder.normal(pod, reason, message, fieldPath: record.fieldPath)
  }

  func warn(_ record: ContainerRecord, _ reason: String, _ message: String) {
    kubelet.recorder.warning(pod, reason, message, fieldPath: record.fieldPath)
  }

  // MARK: Completing

  /// Ends a pod whose containers have ended for good. Its status first says so of the
  /// containers, and a second later of the pod.
  private func complete() {
    stage = .ending
    for record in records where record.isRunning { record.instance?.send(.terminate) }
    later(KubeletTimings.completion) { worker in
      for record in worker.records where record.isRunning { record.instance?.send(.kill) }
      worker.stage = .ended
      worker.tearDown()
      worker.report()
      if worker.pod.isBeingDeleted { worker.remove() }
    }
  }
}
