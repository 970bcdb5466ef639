import OrderedCollections
import Simulation

extension DockerCommand {
  static let exec = DockerCommand(
    path: ["exec"], aliases: [["container", "exec"]],
    usage: "[OPTIONS] CONTAINER COMMAND [ARG...]",
    summary: "Execute a command in a running container",
    flags: [
      .flag("detach", "d"), .list("env", "e"), .list("env-file"), .flag("interactive", "i"),
      .flag("tty", "t"), .value("workdir", "w"), .unsupported("user", "u"),
      .unsupported("privileged", takesValue: false), .unsupported("detach-keys"),
    ], interspersed: false, arguments: 2...Int.max
  ) { (call) throws(ClientError) in try ContainerExec(call).start() }
}

/// One run of `docker exec`.
private struct ContainerExec {
  let call: DockerCall

  init(_ call: DockerCall) { self.call = call }

  func start() throws(ClientError) {
    let container = try call.container(call.arguments[0])
    let isDetached = call.line.isSet("detach")
    if !isDetached { try call.checkTerminal() }
    guard container.isRunning else {
      throw container.state == .restarting
        ? .daemon("Container \(container.id) is restarting, wait until the container is running")
        : .daemon("container \(container.id) is not running")
    }
    var environment = try Environment(call).variables()
    if let folder = call.line.text("workdir"), !container.instance.fileSystem.isDirectory(folder) {
      let reason =
        folder.hasPrefix("/")
        ? "chdir to cwd (\"\(folder)\") set in config.json failed: no such file or directory"
        : "Cwd must be an absolute path"
      throw refusal(reason, status: 126)
    }
    let command = Array(call.arguments.dropFirst())
    let hasTerminal = call.line.isSet("tty")
    if hasTerminal, environment["TERM"] == nil { environment["TERM"] = "xterm" }
    let takesInput = call.line.isSet("interactive") && !isDetached
    let nothing = NullSink()
    let process: Process
    do throws(SpawnError) {
      let started = try container.instance.execute(
        command, environment: environment, workingDirectory: call.line.text("workdir"),
        input: takesInput ? call.process.input : TextSource(world: call.world),
        output: isDetached ? nothing : ForwardingSink(call.process),
        errorOutput: isDetached ? nothing : ForwardingSink(call.process, isError: !hasTerminal))
      guard let started else { throw SpawnError.notFound }
      process = started
    } catch {
      let (reason, kind) = DockerEngine.words(for: error, command[0])
      throw refusal(reason, status: kind == .commandNotFound ? 127 : 126)
    }
    guard !isDetached else {
      call.finish()
      return
    }
    call.isStreaming = true
    process.whenExited { [call] process in
      if call.process.isRunning { call.finish(process.exitStatus ?? 0) }
    }
  }

  private func refusal(_ reason: String, status: Int32) -> ClientError {
    ClientError(
      "OCI runtime exec failed: exec failed: unable to start container process: \(reason)",
      status: status)
  }
}
