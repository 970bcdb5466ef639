import OrderedCollections
import Simulation

extension DockerEngine {
  /// Starts a container because somebody asks for it. One that runs stays as it is.
  func start(_ container: DockerContainer) throws(EngineError) {
    container.wasStoppedByHand = false
    container.restartCount = 0
    container.restartDelay.reset()
    try launch(container)
  }

  private func launch(_ container: DockerContainer) throws(EngineError) {
    container.nextStart?.cancel()
    container.nextStart = nil
    // Whoever asked may have waited: meanwhile it can have been removed, or the power gone.
    guard isReady, containers[container.id] === container else {
      throw .noContainer(container.name)
    }
    guard !container.isRunning else { return }
    container.endIsMeant = false
    do throws(EngineError) {
      try takePlace(container)
      try run(container)
    } catch {
      releasePlace(of: container)
      let status: Int32 = error.kind == .commandNotFound ? 127 : error.kind == .other ? 128 : 126
      container.startFailure = (error.message, status)
      world.record(actor, container.subject, "could not be started: \(error.message)")
      throw error
    }
    container.startFailure = nil
    container.processNumber = nextProcessNumber()
    world.trace.stopWaiting(container.subject)
    world.record(actor, container.subject, "started")
  }

  private func run(_ container: DockerContainer) throws(EngineError) {
    for mount in container.mounts {
      if case .memory = mount.source { emptyMemory(mount, container) }
    }
    do throws(SpawnError) {
      try container.instance.start()
    } catch {
      let command = container.instance.arguments[0]
      let (reason, kind) = DockerEngine.words(for: error, command)
      throw EngineError(
        "failed to create task for container: failed to create shim task: OCI runtime create failed:"
          + " runc create failed: unable to start container process: error during container init:"
          + " \(reason)", kind)
    }
  }

  private func emptyMemory(_ mount: ContainerMount, _ container: DockerContainer) {
    do throws(FileError) {
      try container.instance.fileSystem.mount(
        Disk(name: "tmpfs", location: host), at: mount.target, isReadOnly: mount.isReadOnly,
        now: world.now)
    } catch {
      // It was mounted there before, so it can be again.
    }
  }

  /// Why a command could not be started, as the runtime says it.
  static func words(for error: SpawnError, _ command: String) -> (String, EngineError.Kind) {
    switch error {
    case .notFound where command.utf8.contains(UInt8(ascii: "/")):
      ("exec: \"\(command)\": stat \(command): no such file or directory", .commandNotFound)
    case .notFound: ("exec: \"\(command)\": executable file not found in $PATH", .commandNotFound)
    case .isADirectory: ("exec: \"\(command)\": is a directory", .commandNotExecutable)
    case .permissionDenied: ("exec: \"\(command)\": permission denied", .commandNotExecutable)
    case .tooManyInterpreters: ("exec \(command): exec format error", .other)
    case .argumentsTooLong: ("exec \(command): argument list too long", .other)
    }
  }

  // MARK: Ends

  /// Takes note of the end of a container's process.
  func noteEnd(of container: DockerContainer) {
    guard case .exited(let exit) = container.instance.state else { return }
    releasePlace(of: container)
    container.processNumber = 0
    let how = exit.signal.map { "was ended by SIG\($0.name)" } ?? "ended with status \(exit.status)"
    world.record(actor, container.subject, how)
    let waiters = container.endWaiters
    container.endWaiters = []
    for waiter in waiters { world.soon { waiter(exit.status) } }
    let delay = container.restartDelay.next(afterRunOf: exit.finishedAt - exit.startedAt)
    if !container.endIsMeant,
      container.settings.restart.applies(
        status: exit.status, restarts: container.restartCount,
        wasStoppedByHand: container.wasStoppedByHand)
    {
      scheduleStart(of: container, after: delay, "it ended with status \(exit.status)")
    } else if container.settings.removesItself {
      forget(container, withVolumes: true)
    }
  }

  private func scheduleStart(
    of container: DockerContainer, after delay: VirtualDuration, _ reason: String
  ) {
    container.restartCount += 1
    world.trace.wait(
      container.subject, actor: actor,
      reason: "\(reason); the engine starts it again \(DockerText.milliseconds(delay)) after that",
      at: world.now)
    container.nextStart = world.schedule(after: delay) { [self] in
      container.nextStart = nil
      guard isReady, containers[container.id] === container else { return }
      startByPolicy(container)
    }
  }

  private func startByPolicy(_ container: DockerContainer) {
    do throws(EngineError) {
      try launch(container)
    } catch {
      // The next try follows the same rules, as if it had run for no time.
      let delay = container.restartDelay.next(afterRunOf: .zero)
      let policy = container.settings.restart
      if policy.applies(
        status: container.exitStatus, restarts: container.restartCount,
        wasStoppedByHand: container.wasStoppedByHand)
      {
        scheduleStart(of: container, after: delay, "it could not be started")
      }
    }
  }

  /// Starts a container after the daemon has come up.
  func startAgain(_ container: DockerContainer) {
    container.restartCount += 1
    startByPolicy(container)
  }

  // MARK: Orders

  /// Sends the stop signal, later SIGKILL; `completion` is called when the process has ended.
  /// - Parameters:
  ///   - signal: the stop signal; nil for the image's.
  ///   - grace: the seconds until SIGKILL; nil for the container's or the usual ones, negative for
  ///     never.
  func stop(
    _ container: DockerContainer, signal: Signal? = nil, grace: Int64?,
    completion: @escaping () -> Void
  ) {
    container.wasStoppedByHand = true
    container.nextStart?.cancel()
    container.nextStart = nil
    world.trace.stopWaiting(container.subject)
    guard container.isRunning else {
      world.soon(completion)
      return
    }
    container.endIsMeant = true
    container.endWaiters.append { _ in completion() }
    let seconds = grace ?? container.settings.stopTimeout ?? DockerEngine.stopGrace
    container.instance.stop(
      signal: signal, grace: seconds < 0 ? .seconds(1 << 40) : .seconds(seconds))
  }

  /// Sends a signal to the container's process, as `docker kill` does.
  func kill(_ container: DockerContainer, _ signal: Signal) throws(EngineError) {
    guard container.isRunning else {
      throw EngineError(
        "cannot kill container: \(container.name): container \(container.id) is not running")
    }
    container.wasStoppedByHand = true
    // Who kills means it; who sends the image's stop signal, too.
    if signal == .kill || signal == container.instance.image.stopSignal {
      container.endIsMeant = true
    }
    world.record(actor, container.subject, "is sent SIG\(signal.name)")
    container.instance.send(signal)
  }

  /// Ends a container's process as a crash does: nobody wanted it.
  func crash(_ container: DockerContainer) { container.instance.send(.kill) }

  /// Removes a container that does not run, or that may be killed for it.
  func remove(
    _ container: DockerContainer, named name: String, force: Bool, withVolumes: Bool,
    completion: @escaping () -> Void
  ) throws(EngineError) {
    if container.isRunning || container.nextStart != nil {
      guard force else {
        throw EngineError(
          "cannot remove container \"\(name)\": container is \(container.state.rawValue): stop the"
            + " container before removing or force remove")
      }
    }
    container.wasStoppedByHand = true
    container.endIsMeant = true
    container.nextStart?.cancel()
    container.nextStart = nil
    guard container.isRunning else {
      forget(container, withVolumes: withVolumes)
      world.soon(completion)
      return
    }
    container.endWaiters.append { [self] _ in
      forget(container, withVolumes: withVolumes)
      completion()
    }
    container.instance.send(.kill)
  }

  /// The container is gone with its writable layer; volumes without a name can go with it.
  func forget(_ container: DockerContainer, withVolumes: Bool) {
    guard containers[container.id] === container else { return }
    drop(container)
    world.trace.stopWaiting(container.subject)
    world.record(actor, container.subject, "removed")
    guard withVolumes else { return }
    for mount in container.mounts {
      if let volume = mount.volume, volume.isAnonymous, users(of: volume).isEmpty {
        volumes.removeValue(forKey: volume.name)
      }
    }
  }

  func rename(_ container: DockerContainer, to name: String) throws(EngineError) {
    if name == container.name {
      throw EngineError("Renaming a container with the same name as its current name")
    }
    do throws(EngineError) {
      try checkName(name)
    } catch {
      throw EngineError("Error when allocating new name: " + error.message)
    }
    world.trace.stopWaiting(container.subject)
    world.record(actor, container.subject, "renamed to \(name)")
    setName(of: container, to: name)
  }
}
