import Simulation

extension DockerCommand {
  static let run = DockerCommand(
    path: ["run"], aliases: [["container", "run"]], usage: "[OPTIONS] IMAGE [COMMAND] [ARG...]",
    summary: "Create and run a new container from an image",
    flags: RunFlags.flags + [.flag("detach", "d"), .flag("sig-proxy")], interspersed: false,
    arguments: 1...Int.max
  ) { (call) throws(ClientError) in ContainerRun(call).start() }

  static let create = DockerCommand(
    path: ["create"], aliases: [["container", "create"]],
    usage: "[OPTIONS] IMAGE [COMMAND] [ARG...]", summary: "Create a new container",
    flags: RunFlags.flags, interspersed: false, arguments: 1...Int.max
  ) { (call) throws(ClientError) in ContainerRun(call).start() }
}

/// One run of `docker run` or `docker create`: the image is pulled if need be, the container made,
/// started, and the client joined to it.
final class ContainerRun {
  private let call: DockerCall
  private var isRun: Bool { call.command.path == ["run"] }
  private var isDetached: Bool { call.line.isSet("detach") }

  init(_ call: DockerCall) { self.call = call }

  func start() {
    do throws(ClientError) {
      let settings = try RunFlags(call: call).settings()
      if isRun, !isDetached { try call.checkTerminal() }
      if let problem = LocalImages.problem(with: settings.image) {
        throw ClientError(problem)
      }
      try provideImage(settings)
    } catch {
      fail(error)
    }
  }

  /// What goes wrong before the container's own command runs has a status of its own.
  private func fail(_ error: ClientError, _ kind: EngineError.Kind = .other) {
    let name = call.command.path.joined(separator: " ")
    guard isRun else {
      call.fail(error)
      return
    }
    let status: Int32
    switch kind {
    case .commandNotFound: status = 127
    case .commandNotExecutable: status = 126
    default: status = 125
    }
    call.fail(
      ClientError(
        "docker: \(error.message)\n\nRun 'docker \(name) --help' for more information",
        status: status))
  }

  private func provideImage(_ settings: ContainerSettings) throws(ClientError) {
    let policy = call.line.text("pull") ?? "missing"
    let isThere = call.engine.images.find(settings.image) != nil
    if policy == "never" || (policy == "missing" && isThere) {
      make(settings)
      return
    }
    if policy == "missing" {
      call.printError("Unable to find image '\(LocalImages.key(settings.image))' locally")
    }
    try call.ask { () throws(EngineError) in
      try call.engine.pull(settings.image) { [self] pull in
        guard call.process.isRunning else { return }
        if !call.line.isSet("quiet") {
          for line in pull.lines { call.printError(line) }
        }
        make(settings)
      }
    }
  }

  private func make(_ settings: ContainerSettings) {
    let container: DockerContainer
    do throws(EngineError) {
      container = try call.engine.create(settings)
    } catch {
      fail(ClientError(error))
      return
    }
    if settings.networkMode == "host", !settings.ports.isEmpty || settings.publishesAll {
      call.printError("WARNING: Published ports are discarded when using host network mode")
    }
    guard isRun else {
      call.show(container.id)
      call.finish()
      return
    }
    call.process.schedule(after: DockerEngine.startTime) { [self] in launch(container) }
  }

  private func launch(_ container: DockerContainer) {
    var attachment: ContainerAttachment?
    if !isDetached { attachment = ContainerAttachment(call, container) }
    attachment?.begin(withInput: container.settings.isInteractive)
    do throws(EngineError) {
      try call.engine.start(container)
    } catch {
      attachment?.end()
      if isDetached { call.show(container.id) }
      if container.settings.removesItself {
        call.engine.forget(container, withVolumes: true)
      }
      fail(ClientError(error), error.kind)
      return
    }
    guard let attachment else {
      call.show(container.id)
      call.finish()
      return
    }
    attachment.follow()
  }
}

extension DockerCall {
  /// Refuses to give a container a terminal when the client has none.
  func checkTerminal() throws(ClientError) {
    if line.isSet("tty"), line.isSet("interactive"), process.input is Pipe {
      throw ClientError(
        "cannot attach stdin to a TTY-enabled container because stdin is not a terminal")
    }
  }
}

/// The streams of a container's process, joined to those of the client, until the process ends.
final class ContainerAttachment {
  private let call: DockerCall
  private let container: DockerContainer
  private var number = 0
  private var isOver = false

  init(_ call: DockerCall, _ container: DockerContainer) {
    self.call = call
    self.container = container
  }

  /// Joins the streams.
  func begin(withInput: Bool) {
    number = container.instance.log.join { [self] text, isError in
      if isError, !container.settings.hasTerminal {
        call.process.writeError(text)
      } else {
        call.process.write(text)
      }
    }
    if withInput { call.world.soon { [self] in forward() } }
  }

  /// Lets the client end with the process, with its status.
  func follow() {
    call.isStreaming = true
    container.endWaiters.append { [self] status in
      end()
      call.finish(status)
    }
    let container = container
    call.onSignal = { signal in
      // The client passes signals on; the process decides.
      guard container.isRunning, signal != .pipe else { return false }
      container.instance.send(signal)
      return true
    }
  }

  /// Parts the streams again.
  func end() {
    guard !isOver else { return }
    isOver = true
    container.instance.log.part(number)
  }

  private func forward() {
    guard !isOver, call.process.isRunning, let pipe = container.instance.input else { return }
    let source = call.process.input
    let text = source.take()
    if !text.isEmpty { _ = pipe.write(text) }
    if source.isAtEnd {
      container.instance.closeInput()
      return
    }
    source.whenReadable { [self] in forward() }
  }
}
