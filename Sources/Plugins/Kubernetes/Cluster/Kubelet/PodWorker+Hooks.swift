import KubernetesAPI
import Simulation

extension PodWorker {
  /// Runs the hook after a container's start; the container counts as running once it is done.
  func runPostStart(
    _ hook: LifecycleHandler, _ record: ContainerRecord, _ container: Simulation.Container
  ) {
    run(hook, record, container) { worker, problem in
      guard record.instance === container, container.isRunning else { return }
      record.isInHook = false
      guard let problem else {
        worker.startProbes(record)
        worker.noticeStart()
        return
      }
      worker.warn(record, "FailedPostStartHook", "PostStartHook failed")
      worker.note(
        record, "Killing",
        "Container \(record.spec.name) failed postStart hook, will be restarted")
      worker.hinder(record, "PostStartHookError", problem)
      container.stop(grace: worker.ownGrace)
    }
  }

  /// Runs a hook; `completion` gets what went wrong, or nil.
  func run(
    _ hook: LifecycleHandler, _ record: ContainerRecord, _ container: Simulation.Container,
    _ completion: @escaping (PodWorker, String?) -> Void
  ) {
    let isCurrent = currentLife()
    if let pause = hook.sleep {
      world.schedule(after: .seconds(pause.seconds)) { [self] in
        if isCurrent() { completion(self, nil) }
      }
    } else if let action = hook.exec {
      kubelet.execute(action.command, in: container, timeout: nil) { [self] outcome in
        guard isCurrent() else { return }
        switch outcome {
        case .success: completion(self, nil)
        case .failure(let text), .unknown(let text): completion(self, text)
        }
      }
    } else if let action = hook.httpGet {
      kubelet.probeHTTP(action, of: record.spec, at: address, timeout: .seconds(30)) {
        [self] outcome in
        guard isCurrent() else { return }
        if case .success = outcome { completion(self, nil) } else { completion(self, "http") }
      }
    } else {
      completion(self, nil)
    }
  }

  /// The pod's own grace period.
  var ownGrace: VirtualDuration { .seconds(pod.spec.terminationGracePeriodSeconds ?? 30) }

  /// Asks, later, whether the pod's life on the node is still the one it is now.
  func currentLife() -> () -> Bool {
    let life = life
    return { [self] in life == self.life }
  }

  // MARK: Probes

  func startProbes(_ record: ContainerRecord) {
    let spec = record.spec
    guard spec.startupProbe == nil else {
      record.probes = [ProbeRunner(.startup, spec.startupProbe!, self, record)]
      record.probes[0].start()
      return
    }
    startLaterProbes(record)
  }

  /// Starts the probes that wait for the startup probe.
  func startLaterProbes(_ record: ContainerRecord) {
    var probes: [ProbeRunner] = []
    if let probe = record.spec.readinessProbe {
      probes.append(ProbeRunner(.readiness, probe, self, record))
    }
    if let probe = record.spec.livenessProbe {
      probes.append(ProbeRunner(.liveness, probe, self, record))
    }
    record.probes = probes
    for probe in probes { probe.start() }
  }
}
