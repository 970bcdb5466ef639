import KubernetesAPI
import Simulation

/// Asks a container again and again whether it is well (N8).
final class ProbeRunner {
  private let kind: Kind
  private let probe: Probe
  private unowned(unsafe) let worker: PodWorker
  private unowned(unsafe) let record: ContainerRecord
  private var successes: Int32 = 0
  private var failures: Int32 = 0
  private var next: ScheduledEvent?
  private var isStopped = false

  enum Kind: String {
    case readiness = "Readiness"
    case liveness = "Liveness"
    case startup = "Startup"
  }

  /// What a container answered.
  enum Outcome {
    case success
    /// It is not well, and what it said.
    case failure(String)
    /// Nobody could be asked.
    case unknown(String)
  }

  init(_ kind: Kind, _ probe: Probe, _ worker: PodWorker, _ record: ContainerRecord) {
    self.kind = kind
    self.probe = probe
    self.worker = worker
    self.record = record
  }

  /// Asks for the first time when the start of the container was noticed and the initial delay
  /// is over.
  func start() {
    let delay = VirtualDuration.seconds(Int64(probe.initialDelaySeconds))
    schedule(after: max(delay, KubeletTimings.notice + .milliseconds(10)))
  }

  func stop() {
    isStopped = true
    next?.cancel()
  }

  private func schedule(after delay: VirtualDuration) {
    let isCurrent = worker.currentLife()
    next = worker.world.schedule(after: delay) { [self] in
      if isCurrent(), !isStopped { ask() }
    }
  }

  private func ask() {
    schedule(after: .seconds(Int64(max(probe.periodSeconds, 1))))
    guard let container = record.instance, container.isRunning else { return }
    let timeout = VirtualDuration.seconds(Int64(max(probe.timeoutSeconds, 1)))
    let isCurrent = worker.currentLife()
    let completion: (Outcome) -> Void = { [self] outcome in
      if isCurrent(), !isStopped { take(outcome) }
    }
    let kubelet = worker.kubelet
    if let action = probe.exec {
      kubelet.execute(action.command, in: container, timeout: timeout, completion: completion)
    } else if let action = probe.httpGet {
      kubelet.probeHTTP(
        action, of: record.spec, at: worker.address, timeout: timeout, completion: completion)
    } else if let action = probe.tcpSocket {
      kubelet.probeTCP(
        action, of: record.spec, at: worker.address, timeout: timeout, completion: completion)
    } else {
      completion(.failure("gRPC probes are not supported here"))
    }
  }

  private func take(_ outcome: Outcome) {
    switch outcome {
    case .success:
      successes += 1
      failures = 0
      if successes == max(probe.successThreshold, 1) { decide(true) }
    case .failure(let text):
      failures += 1
      successes = 0
      worker.warn(record, "Unhealthy", "\(kind.rawValue) probe failed: \(text)")
      if failures == max(probe.failureThreshold, 1) { decide(false) }
    case .unknown(let text):
      worker.warn(record, "Unhealthy", "\(kind.rawValue) probe errored: \(text)")
    }
  }

  private func decide(_ isWell: Bool) {
    switch kind {
    case .readiness:
      guard record.isProbedReady != isWell else { return }
      record.isProbedReady = isWell
      worker.report()
    case .startup where isWell:
      stop()
      record.isProbedStarted = true
      worker.startLaterProbes(record)
      worker.sync()
    case .liveness where isWell: break
    case .liveness, .startup:
      stop()
      worker.restart(record, kind.rawValue.lowercased())
    }
  }
}

extension PodWorker {
  /// Stops a container that is not well; it is started again when it has ended.
  func restart(_ record: ContainerRecord, _ kind: String) {
    guard let container = record.instance, container.isRunning else { return }
    note(
      record, "Killing", "Container \(record.spec.name) failed \(kind) probe, will be restarted")
    record.stopProbes()
    let probe = kind == "liveness" ? record.spec.livenessProbe : record.spec.startupProbe
    let grace = probe?.terminationGracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds
    container.stop(grace: .seconds(max(grace ?? 30, 1)))
  }
}
