import KubernetesAPI
import OrderedCollections
import Simulation

extension PodWorker {
  /// Creates and starts the next instance of a container. Returns whether it runs.
  func run(_ record: ContainerRecord, _ image: ImageStore.StoredImage) -> Bool {
    guard let host else { return false }
    let variables: OrderedDictionary<String, String>
    do throws(ContainerEnvironment.Problem) {
      variables = try ContainerEnvironment(
        server: kubelet.server, fields: fields,
        services: kubelet.services.environment(
          of: pod.namespace, withLinks: pod.spec.enableServiceLinks != false)
      ).variables(of: record.spec)
    } catch {
      warn(record, "Failed", "Error: \(error.message)")
      hinder(record, "CreateContainerConfigError", error.message)
      return false
    }
    let spec = record.spec
    if let problem = violation(of: spec) {
      warn(record, "Failed", "Error: \(problem)")
      hinder(record, "CreateContainerConfigError", problem)
      return false
    }
    let container = Simulation.Container(
      world: world, name: "\(key)/\(spec.name)", image: image.image, host: host,
      command: spec.command.isEmpty
        ? nil : spec.command.map { expandingVariables($0, variables) },
      arguments: spec.args.isEmpty ? nil : spec.args.map { expandingVariables($0, variables) },
      environment: variables, workingDirectory: spec.workingDir.isEmpty ? nil : spec.workingDir,
      takesInput: spec.stdin)
    guard !container.arguments.isEmpty else {
      warn(record, "Failed", "Error: failed to generate container spec: no command specified")
      hinder(
        record, "CreateContainerError", "failed to generate container spec: no command specified")
      return false
    }
    do throws(FileError) {
      try mountVolumes(of: record, into: container, variables)
      try closeFiles(of: record, in: container)
    } catch {
      let message = "failed to generate container spec: \(error.text)"
      warn(record, "Failed", "Error: \(message)")
      hinder(record, "CreateContainerError", message)
      return false
    }
    note(record, "Created", "Created container: \(spec.name)")
    install(container, in: record, image)
    do throws(SpawnError) {
      try container.start()
    } catch {
      noteStartFailure(record, container, error)
      return false
    }
    note(record, "Started", "Started container \(spec.name)")
    world.trace.stopWaiting(subject)
    container.onExit = { [unowned(unsafe) self, unowned(unsafe) record] container in
      containerEnded(record, container)
    }
    noticeStart()
    if let hook = spec.lifecycle?.postStart {
      record.isInHook = true
      runPostStart(hook, record, container)
    } else {
      startProbes(record)
    }
    return true
  }

  private func install(
    _ container: Simulation.Container, in record: ContainerRecord,
    _ image: ImageStore.StoredImage
  ) {
    if record.wasStarted {
      record.restartCount += 1
      record.previous = record.instance
      record.lastEnd = record.end
    }
    record.instance = container
    record.end = nil
    record.endedAt = nil
    record.obstacle = nil
    record.image = image
    record.isProbedReady = false
    record.isProbedStarted = false
    record.containerID =
      "containerd://"
      + ImageStore.digest(of: "\(uid)/\(record.spec.name)/\(record.restartCount)", world.random)
  }

  private func mountVolumes(
    of record: ContainerRecord, into container: Simulation.Container,
    _ variables: OrderedDictionary<String, String>
  ) throws(FileError) {
    let files = container.fileSystem
    let now = world.now
    for mount in record.spec.volumeMounts {
      guard let volume = volumes.mounted[mount.name] else { continue }
      var folder = volume.folder
      let part =
        mount.subPathExpr.isEmpty
        ? mount.subPath : expandingVariables(mount.subPathExpr, variables)
      if !part.isEmpty { folder += "/" + part }
      var disk = volume.disk
      if volume.isMadeOfObjects, !part.isEmpty {
        // The real kubelet binds the file that is there now; a new version is another file.
        disk = Disk(name: disk.name, location: disk.location, tree: disk.tree)
      }
      try files.mount(
        disk, at: mount.mountPath, subPath: folder,
        isReadOnly: volume.isReadOnly || mount.readOnly, now: now)
    }
    if let path = record.spec.workingDir.isEmpty ? nil : record.spec.workingDir,
      !files.isDirectory(path)
    {
      try files.makeDirectory(path, withParents: true, now: now)
    }
    guard files.isDirectory("/etc"), let host, host !== kubelet.node.host else { return }
    let own = ownFiles ?? makeOwnFiles()
    for name in ["hosts", "hostname", "resolv.conf"] {
      try files.mount(own, at: "/etc/" + name, subPath: name, now: now)
    }
  }

  private func makeOwnFiles() -> Disk {
    let disk = PodFiles(
      pod: pod, hostname: hostname, address: address, node: kubelet.node.host
    ).disk(now: world.now)
    ownFiles = disk
    return disk
  }

  /// A command that cannot be started ends the container before it ran.
  private func noteStartFailure(
    _ record: ContainerRecord, _ container: Simulation.Container, _ error: SpawnError
  ) {
    let command = container.arguments[0]
    let reason: String
    switch error {
    case .notFound where command.utf8.contains(UInt8(ascii: "/")):
      reason = "exec: \"\(command)\": stat \(command): no such file or directory: unknown"
    case .notFound: reason = "exec: \"\(command)\": executable file not found in $PATH: unknown"
    case .isADirectory: reason = "exec: \"\(command)\": is a directory: unknown"
    case .permissionDenied: reason = "exec: \"\(command)\": permission denied: unknown"
    case .tooManyInterpreters: reason = "exec \(command): exec format error: unknown"
    case .argumentsTooLong: reason = "exec \(command): argument list too long: unknown"
    }
    let message =
      "failed to create containerd task: failed to create shim task: OCI runtime create failed:"
      + " runc create failed: unable to start container process: \(reason)"
    warn(record, "Failed", "Error: \(message)")
    hinder(record, "RunContainerError", message)
    var end = ContainerStateTerminated()
    end.exitCode = 128
    end.reason = "StartError"
    end.message = message
    end.startedAt = VirtualTime(milliseconds: -VirtualTime.epochSeconds * 1000)
    end.finishedAt = world.now.wholeSeconds
    end.containerID = record.containerID
    record.end = end
    record.endedAt = world.now
  }

  // MARK: Ends

  /// Takes note of the end of a container's main process.
  private func containerEnded(_ record: ContainerRecord, _ container: Simulation.Container) {
    guard record.instance === container, case .exited(let exit) = container.state else { return }
    record.stopProbes()
    record.isInHook = false
    record.end = ended(exit, record, container)
    record.endedAt = exit.finishedAt
    switch stage {
    case .running:
      followUp = KubeletTimings.secondLook
      let delay = kubelet.notice(usual: .zero)
      if delay > .zero { lookAgain(after: delay) } else { sync() }
    case .ending: continueEnding()
    default: break
    }
  }

  private func ended(
    _ exit: Simulation.Container.ExitRecord, _ record: ContainerRecord,
    _ container: Simulation.Container
  ) -> ContainerStateTerminated {
    var end = ContainerStateTerminated()
    end.exitCode = exit.status
    end.reason = exit.status == 0 ? "Completed" : "Error"
    end.message = lastWords(record, container, hasFailed: exit.status != 0)
    end.startedAt = exit.startedAt.wholeSeconds
    end.finishedAt = exit.finishedAt.wholeSeconds
    end.containerID = record.containerID
    return end
  }

  /// What the container wrote to its termination log, or printed last when that is wished.
  private func lastWords(
    _ record: ContainerRecord, _ container: Simulation.Container, hasFailed: Bool
  ) -> String {
    let path = record.spec.terminationMessagePath
    if !path.isEmpty, container.fileSystem.exists(path) {
      do throws(FileError) {
        let text = try container.fileSystem.read(path)
        if !text.isEmpty { return text }
      } catch {
        return ""
      }
    }
    guard hasFailed, record.spec.terminationMessagePolicy == "FallbackToLogsOnError" else {
      return ""
    }
    return container.log.lines.suffix(80).map { $0.text + "\n" }.joined()
  }
}
